import { z } from 'zod';
import { defineRoutes } from './route.ts';

/** The broker's route for witnesses: on a cluster, one program a node that looks what is left of pods there, and does no more. */
export const witnessRoutes = defineRoutes({
  tell: {
    method: 'POST',
    path: '/nodes',
    caller: 'witness token',
    summary:
      'All pods of which anything is left on the node: a cgroup, mount, directory or task. `authorization: Bearer <service account’s token>`.',
    body: z.strictObject({ uids: z.array(z.string().regex(/^[0-9a-f-]{36}$/)).max(5_000) }),
    status: 204,
  },
});
