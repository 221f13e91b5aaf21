import { call } from '@mayfly/shared/api/client.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { seal } from '@mayfly/shared/envelope/seal.ts';
import { persist } from './persist.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import type { EnvelopeId } from '@mayfly/shared/base/ids.ts';
import type { SignKeys } from '@mayfly/shared/envelope/keys.ts';
import type { Sealed } from '@mayfly/shared/envelope/seal.ts';
import type { Certificate } from '@mayfly/shared/envelope/statement/certificate.ts';

/** What leaves the pod: sealed to the reading key that the certificate names, and to nobody else. */
export type Outbox = {
  /** Seals and stores raw bytes, such as a picture. The id is known at once; `drain` waits for the storing. */
  readonly artifact: (plain: Uint8Array) => EnvelopeId;
  /** Seals and announces how far the run is. Never waited for by the player. */
  readonly progress: (step: number, of: number, plain: Uint8Array) => void;
  /** Stores the report once everything before it is stored. */
  readonly report: (plain: Uint8Array) => Promise<EnvelopeId>;
  /** Stores what was sealed elsewhere: a renewed session. */
  readonly store: (sealed: Sealed) => Promise<void>;
};

/** The outbox of one attempt. What fails to be stored fails the report, not the step. */
export function outboxOf(service: Door, sign: SignKeys, certificate: Certificate): Outbox {
  const { org, run, attempt, reading } = certificate;
  let tail: Promise<unknown> = Promise.resolve();
  const after = (work: () => Promise<unknown>) => {
    tail = tail.then(work);
    tail.catch(() => undefined);
  };
  const sealed = (purpose: 'artifact' | 'progress' | 'report', plain: Uint8Array) =>
    seal({
      purpose,
      org,
      subject: run,
      createdAt: Date.now(),
      plain,
      sender: sign,
      recipients: [reading],
    });
  const store = async ({ id, file }: Sealed) => {
    const given = { params: { id }, body: file };
    await persist(() => call(service, serviceRoutes.putEnvelope, given));
  };
  return {
    artifact(plain) {
      const one = sealed('artifact', plain);
      after(() => store(one));
      return one.id;
    },
    progress(step, of, plain) {
      const one = sealed('progress', plain);
      const told = async () => {
        await store(one);
        const params = { run, attempt: String(attempt) };
        const body = { envelope: one.id, step, of };
        await persist(() => call(service, serviceRoutes.progress, { params, body }));
      };
      // How far it is, is lost where nobody hears it; what became of it is not.
      after(() => told().catch(() => undefined));
    },
    async report(plain) {
      await tail;
      const one = sealed('report', plain);
      await store(one);
      return one.id;
    },
    store,
  };
}
