import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { serve } from '../door/serve.ts';
import { release } from './release.ts';
import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';

/** The route by which a pod gets its keys. Its proof is the sealed claim itself. */
export function releaseRoutes(app: FastifyInstance, deps: Deps): void {
  serve(app, brokerRoutes.release, ({ body }) => release(deps, body));
}
