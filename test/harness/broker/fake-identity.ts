import { EngineError } from '@mayfly/shared/base/errors.ts';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { hashOf } from '@mayfly/shared/envelope/sodium.ts';
import type { Identity, PodIdentity, Seen } from '@mayfly/cloud-runner/broker/identity/identity.ts';

/** The digest of the pod program of tests. */
export const testImage = 'sha256:test';

/** A pod that lives in memory alone. */
export type FakePod = { readonly uid: string; readonly name: string; readonly token: Uint8Array };

/** The identity port in memory: pods are born, change and go as a test says. */
export type FakeIdentity = Identity & {
  readonly bear: (name: string, how?: Partial<PodIdentity>) => FakePod;
  readonly change: (uid: string, how: Partial<PodIdentity>) => void;
  readonly end: (uid: string, gone?: Extract<Seen, { live: false }>['gone']) => void;
  /** Uids that were killed, in order. A killed pod lives on until its end. */
  readonly killed: string[];
  /** While true, nothing can be learned. */
  silent: boolean;
};

/** An engine without pods. */
export function fakeIdentity(): FakeIdentity {
  const pods = new Map<string, PodIdentity>();
  const byToken = new Map<string, string>();
  const ended = new Map<string, Seen>();
  const identity: FakeIdentity = {
    killed: [],
    silent: false,
    bear: (name, how = {}) => {
      const uid = `uid-${randomId16()}`;
      const token = randomBytes(32);
      pods.set(uid, { uid, name, digests: [testImage], live: true, ...how });
      byToken.set(hashOf(token), uid);
      return { uid, name, token };
    },
    change: (uid, how) => {
      const pod = pods.get(uid);
      if (pod) pods.set(uid, { ...pod, ...how });
    },
    end: (uid, gone = 'node-verified') => {
      identity.change(uid, { live: false });
      ended.set(uid, { live: false, gone });
    },
    review: async (token) => pods.get(byToken.get(hashOf(token)) ?? ''),
    seen: async ({ uid }) => {
      if (identity.silent) throw new EngineError('pod-not-live');
      return ended.get(uid) ?? { live: true };
    },
    kill: async ({ uid }) => {
      identity.killed.push(uid);
    },
  };
  return identity;
}
