import Fastify, { LogController } from 'fastify';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { teachManners } from './door/manners.ts';
import { describeDoor } from './door/openapi.ts';
import { serve } from './door/serve.ts';
import { assignment } from './routes/assignment.ts';
import { createRun } from './routes/create-run.ts';
import { envelopeStatus } from './routes/envelope-status.ts';
import { getEnvelope } from './routes/get-envelope.ts';
import { getRun } from './routes/get-run.ts';
import { serveHealth } from './routes/health.ts';
import { listRuns } from './routes/list-runs.ts';
import { progress } from './routes/progress.ts';
import { putEnvelope } from './routes/put-envelope.ts';
import { refusal } from './routes/refusal.ts';
import { runEvents } from './routes/run-events.ts';
import { stopRun } from './routes/stop-run.ts';
import type { Deps } from './deps.ts';

/** Builds the service's door, ready to listen or to be asked by `inject`. Nothing runs beside it: see start.ts. */
export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = deps.log;
  const app = Fastify({
    loggerInstance,
    // One line a request says nothing that /metrics does not.
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    return503OnClosing: true,
    requestTimeout: 60_000,
  });
  await teachManners(app, deps.config.extensionOrigin);
  await describeDoor(app);
  serveHealth(app, deps);
  const routes = serviceRoutes;
  serve(app, deps, routes.putEnvelope, putEnvelope);
  serve(app, deps, routes.getEnvelope, getEnvelope);
  serve(app, deps, routes.envelopeStatus, envelopeStatus);
  serve(app, deps, routes.createRun, createRun);
  serve(app, deps, routes.listRuns, listRuns);
  serve(app, deps, routes.runEvents, runEvents);
  serve(app, deps, routes.getRun, getRun);
  serve(app, deps, routes.stopRun, stopRun);
  serve(app, deps, routes.assignment, assignment, { newcomer: true });
  serve(app, deps, routes.progress, progress);
  serve(app, deps, routes.refusal, refusal);
  return app;
}
