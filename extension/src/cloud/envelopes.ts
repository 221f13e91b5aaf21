import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { open } from '@mayfly/shared/envelope/open.ts';
import { devicesAt } from '@mayfly/shared/envelope/sender.ts';
import type { EnvelopeId } from '@mayfly/shared/base/ids.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Sealed } from '@mayfly/shared/envelope/seal.ts';
import type { Connection } from './doors.ts';

/** What was opened in this context; an id names the same bytes for ever. Dies with the page. */
const opened = new Map<EnvelopeId, Uint8Array>();

/**
 * Opens an automation or a grant that a link named: sender and subject as the charter says. Automations lie with the
 * service, grants with the broker. Throws the first failure of `open`, and `unproved` for what no link names.
 */
export async function openNamed(
  connection: Connection,
  charter: Charter,
  id: EnvelopeId,
): Promise<Uint8Array> {
  const known = opened.get(id);
  if (known) return known;
  const named = charter.named.get(id);
  if (!named) throw new SealError('unproved');
  const { plain } = open(
    await fetchFile(connection, id, named.purpose === 'grant'),
    {
      purpose: named.purpose,
      org: connection.org,
      subject: named.subject,
      id,
      senderOf: devicesAt(charter, named.seq),
      // What has ended can still be read by those who made it; only runs are bound by ends.
      now: 0,
    },
    [connection.keys.reading],
  );
  opened.set(id, plain);
  return plain;
}

/** Stores a sealed envelope with the service. The same one twice is stored once. */
export async function putEnvelope(connection: Connection, { id, file }: Sealed): Promise<void> {
  await call(connection.service, serviceRoutes.putEnvelope, { params: { id }, body: file });
}

function fetchFile(
  { broker, service, org }: Connection,
  id: EnvelopeId,
  isGrant: boolean,
): Promise<Uint8Array> {
  return isGrant
    ? call(broker, brokerRoutes.getGrant, { params: { org, id } })
    : call(service, serviceRoutes.getEnvelope, { params: { id } });
}
