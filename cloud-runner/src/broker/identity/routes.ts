import { witnessRoutes } from '@mayfly/shared/api/witness-routes.ts';
import { EngineError } from '@mayfly/shared/base/errors.ts';
import { serve } from '../door/serve.ts';
import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';

/** The route by which witnesses of nodes tell what is left there. */
export function witnessRoute(app: FastifyInstance, { hearWitness }: Deps): void {
  serve(app, witnessRoutes.tell, async ({ body, request }) => {
    const [, token] = /^Bearer ([\w.-]+)$/.exec(request.headers.authorization ?? '') ?? [];
    if (!hearWitness || !token) throw new EngineError('token-refused');
    await hearWitness(token, body.uids);
  });
}
