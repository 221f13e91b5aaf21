import Fastify, { LogController } from 'fastify';
import { sql } from 'kysely';
import { EngineError } from '@mayfly/shared/base/errors.ts';
import { charterRoutes } from './charter/routes.ts';
import { teachManners } from './door/manners.ts';
import { witnessRoute } from './identity/routes.ts';
import { feedRoutes } from './feed/routes.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { logRoutes } from './log/routes.ts';
import { releaseRoutes } from './release/routes.ts';
import { restoreRoutes } from './restore/routes.ts';
import type { FastifyInstance } from 'fastify';
import type { Deps } from './deps.ts';

const mostJsonBytes = 8 * 1024 * 1024;

/** The broker's door, with every route of the contract; it listens nowhere yet. */
export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: mostJsonBytes,
    logController: new LogController({ disableRequestLogging: true }),
    logger: deps.logLevel === 'silent' ? false : { level: deps.logLevel },
  });
  await teachManners(app, deps.extensionOrigin);
  app.get('/healthz', async () => ({ healthy: true }));
  app.get('/readyz', async () => {
    await sql`select 1`.execute(deps.database).catch((cause: unknown) => {
      throw new EngineError('database-unreachable', { cause });
    });
    return { ready: true };
  });
  charterRoutes(app, deps);
  feedRoutes(app, deps);
  ledgerRoutes(app, deps);
  logRoutes(app, deps);
  releaseRoutes(app, deps);
  restoreRoutes(app, deps);
  witnessRoute(app, deps);
  return app;
}
