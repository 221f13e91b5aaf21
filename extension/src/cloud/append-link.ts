import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedFromJson, signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { RequestError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url, toBase64url } from '@mayfly/shared/base/ids.ts';
import { applyLink } from '@mayfly/shared/envelope/charter.ts';
import { writeStub } from '@mayfly/shared/envelope/format.ts';
import { wrapDek } from '@mayfly/shared/envelope/seal.ts';
import { link } from '@mayfly/shared/envelope/statement/link.ts';
import { sign } from '@mayfly/shared/envelope/statement.ts';
import { acceptReceipt, inTurn, keepLinks, syncNow } from './charter.ts';
import { noteHeard } from './note-heard.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Sealed } from '@mayfly/shared/envelope/seal.ts';
import type { LogHead } from '@mayfly/shared/envelope/statement/log-head.ts';
import type { Act } from '@mayfly/shared/envelope/statement/link.ts';
import type { Connection } from './doors.ts';

/** What a link brings beside its acts: the new heads as sealed, and the grant among them by its whole file. */
export type Brought = { readonly heads: readonly Sealed[]; readonly grant?: Sealed };

/**
 * Signs a link on top of the head, sends it, and checks the receipt: only when this returns, the acts are done. When
 * somebody else was quicker (`charter-moved`), it is signed once more on the new head.
 */
export async function appendLink(
  connection: Connection,
  acts: (charter: Charter) => readonly Act[],
  brought: Brought = { heads: [] },
): Promise<Charter> {
  const append = () => inTurn(() => appendOnce(connection, acts, brought));
  try {
    return await append();
  } catch (error) {
    if (!(error instanceof RequestError) || error.code !== 'charter-moved') throw error;
    return append();
  }
}

async function appendOnce(
  connection: Connection,
  acts: (charter: Charter) => readonly Act[],
  brought: Brought,
): Promise<Charter> {
  const { charter, receipt } = await syncNow(connection);
  return appendOn(connection, { charter, seen: receipt.log }, acts(charter), brought);
}

/** What a link follows: the charter, and the log as this device saw it last. */
export type Base = { readonly charter: Charter; readonly seen: LogHead };

/** {@link appendLink} for who has its turn already, and knows what the link follows. */
export async function appendOn(
  connection: Connection,
  { charter, seen }: Base,
  acts: readonly Act[],
  { heads, grant }: Brought = { heads: [] },
): Promise<Charter> {
  const signed = sign(
    link,
    {
      org: connection.org,
      at: Date.now(),
      seq: charter.seq + 1,
      prev: charter.head,
      seen,
      acts: [...acts],
    },
    connection.keys.sign,
  );
  const next = applyLink(charter, signed);
  const sealKey = fromBase64url(connection.runner.sealKey);
  const answer = await call(connection.broker, brokerRoutes.appendLink, {
    params: { org: connection.org },
    body: {
      link: signedToJson(signed),
      heads: heads.map(({ stub, dek }) => ({
        stub: toBase64url(writeStub(stub)),
        wrap: toBase64url(wrapDek(dek, sealKey)),
      })),
      ...(grant ? { grant: toBase64url(grant.file) } : {}),
    },
  });
  await keepLinks(next.seq, [signed]);
  await acceptReceipt(connection, signedFromJson(answer.receipt), next);
  await noteHeard();
  return next;
}

/** The act that makes a sealed envelope the head of its subject. */
export function headAct({ id, header }: Sealed): Act {
  return {
    act: 'head',
    subject: header.subject,
    purpose: header.purpose,
    id,
    ...(header.owner ? { owner: header.owner } : {}),
    ...(header.scope ? { scope: header.scope } : {}),
  };
}
