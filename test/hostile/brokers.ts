import { startTestBroker, wholeBuild } from '../harness/broker/test-broker.ts';
import { copyDatabase } from '../harness/copy-database.ts';
import { startTestPostgres } from '../harness/postgres.ts';
import type { TestBroker } from '../harness/broker/test-broker.ts';

type Options = NonNullable<Parameters<typeof startTestBroker>[1]>;

/** Brokers with a real database each, for attacks in which the broker alone is asked. */
export type BrokersWorld = {
  /** A broker of this build; everything is built where it says `whole`. */
  readonly start: (options?: Options & { whole?: boolean }) => Promise<RunningBroker>;
  readonly close: () => Promise<void>;
};

/** A broker, and what an administrator of its database can do. */
export type RunningBroker = TestBroker & {
  /** Ends it, and copies its database as it is. */
  readonly backup: () => Promise<string>;
  /** Starts it again with its keys, on its own database or on a copy. */
  readonly restart: (databaseUrl?: string) => Promise<RunningBroker>;
};

/** Starts the database server. */
export async function startBrokers(): Promise<BrokersWorld> {
  const postgres = await startTestPostgres();
  const started = new Set<TestBroker>();
  const end = async (broker: TestBroker) => {
    if (started.delete(broker)) await broker.close();
  };
  const startOn = async (url: string, options: Options): Promise<RunningBroker> => {
    const broker = await startTestBroker(url, options);
    started.add(broker);
    return Object.assign(broker, {
      backup: async () => {
        await end(broker);
        return copyDatabase(postgres, url);
      },
      restart: async (other = url) => {
        await end(broker);
        const { seeds, wall, watermarkFile } = broker;
        return startOn(other, { ...options, seeds, wall, watermarkFile });
      },
    });
  };
  return {
    start: async ({ whole = false, ...options } = {}) => {
      const { broker } = await postgres.databases();
      return startOn(broker, { ...(whole && { built: wholeBuild }), ...options });
    },
    close: async () => {
      for (const broker of started) await broker.close();
      await postgres.stop();
    },
  };
}
