import { EngineError } from '@mayfly/shared/base/errors.ts';
import { pathOf } from '@mayfly/shared/api/route.ts';
import { identityRoutes } from '@mayfly/shared/api/spawner-routes.ts';
import { hashOf } from '@mayfly/shared/envelope/sodium.ts';
import { askSocket } from './socket-request.ts';
import type { Identity } from '../identity.ts';
import type { SocketAnswer } from './socket-request.ts';

/** One machine: the spawner vouches for the pods that it started, at a socket which only the broker's user may open. */
export function processIdentity(socketPath: string): Identity {
  const { review, seen, kill } = identityRoutes;
  return {
    review: async (token) => {
      const answer = await askSocket(socketPath, review.method, review.path, {
        tokenHash: hashOf(token),
      });
      if (answer.status === 404) return undefined;
      const { digest, ...pod } = review.answer.parse(accepted(answer, review.status));
      return { ...pod, digests: [digest] };
    },
    seen: async ({ uid }) => {
      const answer = await askSocket(socketPath, seen.method, pathOf(seen, { uid }));
      const { live, gone } = seen.answer.parse(accepted(answer, seen.status));
      return live ? { live } : { live, gone: gone ?? 'unproved' };
    },
    kill: async ({ uid }) => {
      accepted(await askSocket(socketPath, kill.method, pathOf(kill, { uid })), kill.status);
    },
  };
}

function accepted({ status, json }: SocketAnswer, wanted: number): unknown {
  if (status !== wanted)
    throw new EngineError('pod-not-live', { cause: new Error(`spawner: ${status}`) });
  return json;
}
