import pg from 'pg';
import { startTestBroker, wholeBuild } from '../harness/broker/test-broker.ts';
import { startTestPostgres } from '../harness/postgres.ts';
import type { TestBroker } from '../harness/broker/test-broker.ts';
import type { TestPostgres } from '../harness/postgres.ts';

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
        return copyOf(postgres, url);
      },
      restart: async (other = url) => {
        await end(broker);
        return startOn(other, { ...options, seeds: broker.seeds, wall: broker.wall });
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

let copies = 0;

async function copyOf(postgres: TestPostgres, url: string): Promise<string> {
  const { pathname } = new URL(url);
  copies += 1;
  const name = `backup_${copies}`;
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  await client.query(`create database ${name} template ${pathname.slice(1)} owner broker`);
  await client.end();
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}
