import { hostname } from 'node:os';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { serveMetrics } from '../metrics/serve-metrics.ts';
import { buildApp } from './app.ts';
import { kubernetesEngine } from './engines/kubernetes/kubernetes-engine.ts';
import { spawnerEngine } from './engines/process/spawner-engine.ts';
import { brokerFeed } from './feed/source.ts';
import { dispatch } from './runs/dispatch.ts';
import { keep } from './runs/keeper.ts';
import { openQueue } from './runs/queue.ts';
import { connect, refuseBypass, roleOf } from './store/database.ts';
import { migrate } from './store/migrate.ts';
import { listen } from './store/wake.ts';
import { makeTally } from './tally.ts';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import type { Engine } from './engines/engine.ts';
import type { Tracer } from './traces/tracer.ts';
import type { FeedSource } from './feed/source.ts';
import type { Keeper } from './runs/keeper.ts';

/** What tests put in the place of a neighbour. */
export type Neighbours = {
  engine: Engine;
  feed: FeedSource;
  now: () => number;
  chance: () => number;
};

/** A service that runs. */
export type Service = {
  app: FastifyInstance;
  deps: Deps;
  keeper: Keeper;
  close(): Promise<void>;
};

/**
 * Opens everything that the door needs: the tables in their newest form, the queue, the engine; and, as `backstage`, the same
 * for what goes on behind it, with other connections, so that nobody at the door waits for those who wait for places. Closes
 * by `close`.
 */
export async function openDeps(config: Config, log: Logger, given: Partial<Neighbours> = {}) {
  // With those of queue and wake 19 at the most: of four services and a broker, PostgreSQL's usual 100 are enough.
  const mail = connect(config.databaseUrl, 8);
  const back = connect(config.databaseUrl, 3);
  const yard = connect(config.workerDatabaseUrl, 4);
  const service = roleOf(config.databaseUrl);
  const [queue, wake] = await Promise.all([
    openQueue(config.workerDatabaseUrl, { service, yard, log }),
    listen(config.workerDatabaseUrl),
    migrate(config),
    refuseBypass(mail),
    ready(),
  ]);
  const engine = given.engine ?? engineOf(config);
  const now = given.now ?? Date.now;
  const chance = given.chance ?? Math.random;
  const tally = makeTally();
  const tracer = await tracerOf(config, log);
  const orders = { atOnce: 0 };
  const rest = { wake, engine, tally, tracer };
  const deps: Deps = { config, log, now, chance, mail, yard, queue, orders, ...rest };
  const close = async () => {
    await queue.close();
    await wake.close();
    await engine.close();
    await tracer?.close();
    await Promise.all([mail.destroy(), back.destroy(), yard.destroy()]);
  };
  return { deps, backstage: { ...deps, mail: back }, close };
}

/** Starts a service: its door listens where the configuration says, turns are taken, and one of all processes keeps. */
export async function start(
  config: Config,
  log: Logger,
  given: Partial<Neighbours> = {},
): Promise<Service> {
  const { deps, backstage, close } = await openDeps(config, log, given);
  const app = await buildApp(deps);
  const metrics = config.metricsUrl && (await serveMetrics(config.metricsUrl, deps.tally.register));
  const { hostname: host, port } = new URL(config.listenUrl);
  const address = await app.listen({ host, port: Number(port || 80) });
  await deps.queue.serve((turn) => dispatch(backstage, turn));
  const broker = { url: config.brokerUrl.replace(/\/$/, ''), fetch };
  const feed = given.feed ?? brokerFeed(broker, config.feedToken);
  // Only one process of a machine can listen at an address, so that no two live ones have this name.
  const keeper = keep(backstage, feed, `${hostname()} ${address}`);
  return {
    app,
    deps,
    keeper,
    async close() {
      await keeper.close();
      await app.close();
      if (metrics) await metrics.close();
      await close();
    },
  };
}

/** Loaded only where somebody takes traces. */
async function tracerOf({ tracesUrl }: Config, log: Logger): Promise<Tracer | undefined> {
  if (tracesUrl === undefined) return undefined;
  const { otlpTracer } = await import('./traces/otlp.ts');
  return otlpTracer(tracesUrl, (error) => log.warn({ err: error }, 'traces not taken'));
}

/** The engine that the configuration names. Throws where it names none, or two. */
function engineOf({ spawnerSocket, kubernetes }: Config): Engine {
  if (kubernetes && spawnerSocket === undefined) return kubernetesEngine(kubernetes);
  if (!kubernetes && spawnerSocket !== undefined) return spawnerEngine(spawnerSocket);
  throw new Error('The configuration needs either `spawnerSocket` or `kubernetes`.');
}
