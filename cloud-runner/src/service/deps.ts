import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Engine } from './engines/engine.ts';
import type { Queue } from './runs/queue.ts';
import type { TakesOrders } from './runs/take-order.ts';
import type { Database } from './store/database.ts';
import type { Wake } from './store/wake.ts';
import type { Tally } from './tally.ts';
import type { Tracer } from './traces/tracer.ts';

/** All that the service works with. Built in start.ts; tests build it with an engine of their own. */
export type Deps = {
  readonly config: Config;
  readonly log: Logger;
  /** The time, in ms since 1970 UTC. */
  readonly now: () => number;
  /** A number from 0 to 1 by chance, for waits. */
  readonly chance: () => number;
  /** The organizations' tables, under row-level security. */
  readonly mail: Database;
  /** The other tables: pods, leases, nonces. */
  readonly yard: Database;
  readonly queue: Queue;
  readonly orders: TakesOrders;
  readonly wake: Wake;
  readonly engine: Engine;
  readonly tally: Tally;
  /** Absent where nobody takes traces. */
  readonly tracer?: Tracer | undefined;
};
