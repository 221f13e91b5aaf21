import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { measureDoor } from '../metrics/measure-door.ts';
import { measureProcess } from '../metrics/measure-process.ts';
import { serveMetrics } from '../metrics/serve-metrics.ts';
import type { FastifyInstance } from 'fastify';
import { poolOf } from './store/database.ts';
import type { Database } from './store/database.ts';
import type { Tally, Work } from './tally.ts';

const goneSeconds = [0.5, 1, 2, 3, 5, 10, 30, 60, 300, 1800];
const dueSeconds = [0.5, 1, 2, 5, 15, 60, 300, 1800];

/** A tally, and how it is told. Loaded only where somebody asks for it. */
export type Figures = {
  readonly tally: Tally;
  /** Counts what the door answers too, and listens for Prometheus. */
  readonly serve: (
    url: string,
    parts: { readonly app: FastifyInstance; readonly database: Database },
  ) => Promise<{ close(): Promise<void> }>;
};

/** What an operator counts of the broker. Labels are grades and kinds of work: nothing that names anybody. */
export function makeFigures(): Figures {
  const register = new Registry();
  const registers = [register];
  const releases = new Counter({
    name: 'mayfly_broker_releases_total',
    help: 'Attempts to which keys were released.',
    registers,
  });
  const marks = new Counter({
    name: 'mayfly_broker_marks_total',
    help: 'Attempts that were allowed to write.',
    registers,
  });
  const gone = new Histogram({
    name: 'mayfly_broker_gone_seconds',
    help: 'From its end, or its release where it told none, until a pod was gone, by how surely that was seen.',
    buckets: goneSeconds,
    labelNames: ['grade'],
    registers,
  });
  const due = new Histogram({
    name: 'mayfly_broker_due_lag_seconds',
    help: 'From a slot until the service was told of it.',
    buckets: dueSeconds,
    registers,
  });
  const failures = new Counter({
    name: 'mayfly_broker_work_failures_total',
    help: 'Work that failed and is done again.',
    labelNames: ['work'],
    registers,
  });
  const watched = new Gauge({
    name: 'mayfly_broker_watched_pods',
    help: 'Pods with keys that are not seen to be gone.',
    registers,
  });
  const leaving = new Gauge({
    name: 'mayfly_broker_leaving_pods',
    help: 'Those of them that have ended, or are to be killed.',
    registers,
  });
  const oldest = new Gauge({
    name: 'mayfly_broker_leaving_oldest_seconds',
    help: 'Since when the longest of these is leaving.',
    registers,
  });
  // An operator waits for the first of these: what was never counted cannot be seen to rise.
  for (const grade of ['node-verified', 'api', 'unproved'] as const) gone.zero({ grade });
  const tally: Tally = {
    released: () => releases.inc(),
    marked: () => marks.inc(),
    gone: (grade, ms) => gone.observe({ grade }, Math.max(0, ms) / 1000),
    due: (lagMs) => due.observe(Math.max(0, lagMs) / 1000),
    failed: (work: Work) => failures.inc({ work }),
    watching(pods, leavingMs) {
      watched.set(pods);
      leaving.set(leavingMs.length);
      oldest.set(Math.max(0, ...leavingMs) / 1000);
    },
  };
  return {
    tally,
    async serve(url, { app, database }) {
      measureProcess(register, { broker: poolOf(database) });
      measureDoor(app, register);
      return serveMetrics(url, register);
    },
  };
}
