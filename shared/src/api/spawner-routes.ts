import { z } from 'zod';
import { id32Schema } from '../base/id-schemas.ts';
import { defineRoutes } from './route.ts';

/** A pod as its engine sees it. `uid` is new for every pod, also under the same name. */
export const livePodSchema = z.strictObject({
  uid: z.string(),
  name: z.string(),
  bornAt: z.int(),
});
export type LivePod = z.infer<typeof livePodSchema>;

const uidParams = z.strictObject({ uid: z.string().regex(/^[0-9a-z-]{1,64}$/) });

/** The spawner's door for the service: a socket of the file system that only the service's user may open. */
export const spawnerRoutes = defineRoutes({
  createPod: {
    method: 'POST',
    path: '/pods',
    caller: 'socket',
    summary: 'Start a pod. The same name twice is a no-op and gets the first answer.',
    body: z.strictObject({
      name: z.string().regex(/^(run|warm)-[0-9a-z-]{1,60}$/),
      deadlineMs: z.int().min(1_000).max(86_400_000),
    }),
    answer: z.strictObject({ uid: z.string() }),
    status: 201,
  },
  listPods: {
    method: 'GET',
    path: '/pods',
    caller: 'socket',
    summary: 'The pods that live.',
    answer: z.strictObject({ pods: z.array(livePodSchema) }),
    status: 200,
  },
  deletePod: {
    method: 'DELETE',
    path: '/pods/:uid',
    caller: 'socket',
    summary: 'End a pod: SIGTERM, then by force after its grace. Unknown uid: a no-op.',
    params: uidParams,
    status: 204,
  },
});

/** The spawner's second door, for the broker alone: who a pod is (DESIGN §5, "One machine"). */
export const identityRoutes = defineRoutes({
  review: {
    method: 'POST',
    path: '/identities',
    caller: 'socket',
    summary:
      "Whose token has this hash (H, 32 bytes): name, uid, image digest, and whether that pod lives and never restarted. 404 pod-not-found: nobody's.",
    body: z.strictObject({ tokenHash: id32Schema }),
    answer: z.strictObject({
      uid: z.string(),
      name: z.string(),
      digest: z.string(),
      live: z.boolean(),
    }),
    status: 200,
  },
  seen: {
    method: 'GET',
    path: '/pods/:uid',
    caller: 'socket',
    summary: 'Whether a pod lives, or how surely it is gone.',
    params: uidParams,
    answer: z.strictObject({
      live: z.boolean(),
      gone: z.enum(['node-verified', 'api', 'unproved']).optional(),
    }),
    status: 200,
  },
  kill: {
    method: 'DELETE',
    path: '/pods/:uid',
    caller: 'socket',
    summary: 'End a pod: SIGTERM, then by force after its grace.',
    params: uidParams,
    status: 204,
  },
});
