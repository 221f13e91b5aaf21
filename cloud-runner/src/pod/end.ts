import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { toBase64url } from '@mayfly/shared/base/ids.ts';
import { writeStub } from '@mayfly/shared/envelope/format.ts';
import { wrapDek } from '@mayfly/shared/envelope/seal.ts';
import { end } from '@mayfly/shared/envelope/statement/end.ts';
import { sign } from '@mayfly/shared/envelope/statement.ts';
import { persist } from './persist.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import type { EnvelopeId } from '@mayfly/shared/base/ids.ts';
import type { SignKeys } from '@mayfly/shared/envelope/keys.ts';
import type { Sealed } from '@mayfly/shared/envelope/seal.ts';
import type { Certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import type { EndStatus } from '@mayfly/shared/envelope/statement/end.ts';

/** How a run ended, in its pod's word. `step` counts from 0. */
export type Ending = { readonly status: EndStatus; readonly code?: string; readonly step?: number };

/** Signs the end and tells it to the broker: the one place where a pod ends its run. */
export async function tellEnd(
  broker: Door,
  keys: SignKeys,
  { run, attempt, org, sealKey }: Certificate,
  told: Ending & { report: EnvelopeId; renewals: readonly Sealed[] },
): Promise<void> {
  const signed = sign(
    end,
    {
      org,
      at: Date.now(),
      run,
      attempt,
      status: told.status,
      ...(told.code === undefined ? {} : { code: told.code }),
      ...(told.step === undefined ? {} : { step: told.step }),
      report: told.report,
      renewals: told.renewals.map(({ id, header }) => ({ subject: header.subject, id })),
    },
    keys,
  );
  const body = {
    end: signedToJson(signed),
    renewals: told.renewals.map(({ stub, dek }) => ({
      stub: toBase64url(writeStub(stub)),
      wrap: toBase64url(wrapDek(dek, sealKey)),
    })),
  };
  await persist(() => call(broker, brokerRoutes.end, { params: { run }, body }));
}
