import { afterAll, beforeAll, expect } from 'vitest';
import { MayflyError } from '@mayfly/shared/base/errors.ts';
import type { Code } from '@mayfly/shared/base/errors.ts';
import { copyDatabase } from '../copy-database.ts';
import { startTestPostgres } from '../postgres.ts';
import { startTestBroker } from './test-broker.ts';
import type { TestPostgres } from '../postgres.ts';
import type { TestBroker } from './test-broker.ts';

type BrokerOptions = Parameters<typeof startTestBroker>[1];

/** The brokers of one file of tests, on one PostgreSQL; all are ended with the file. */
export type Brokers = {
  /** A broker on a database of its own; `url` is that of an earlier one for a restart. */
  readonly start: (
    options?: BrokerOptions & { url?: string },
  ) => Promise<TestBroker & { url: string }>;
  /** Ends a broker, and copies its database as it is. Answers the address of the copy. */
  readonly backup: (broker: TestBroker & { url: string }) => Promise<string>;
};

/** Starts a PostgreSQL before the tests of a file, and ends it with every broker after them. */
export function useBrokers(): Brokers {
  let postgres: TestPostgres | undefined;
  const started = new Set<TestBroker>();
  beforeAll(async () => {
    postgres = await startTestPostgres();
  });
  afterAll(async () => {
    await Promise.all([...started].map((broker) => broker.close()));
    await postgres?.stop();
  });
  return {
    start: async ({ url, ...options } = {}) => {
      if (!postgres) throw new Error('Brokers start inside tests');
      const address = url ?? (await postgres.databases()).broker;
      const broker = await startTestBroker(address, options);
      started.add(broker);
      return Object.assign(broker, { url: address });
    },
    backup: async (broker) => {
      if (!postgres) throw new Error('Backups are made inside tests');
      started.delete(broker);
      await broker.close();
      return copyDatabase(postgres, broker.url);
    },
  };
}

/** Expects a promise to be refused with exactly this code. */
export async function expectRefusal(asked: Promise<unknown>, code: Code): Promise<void> {
  const outcome = await asked.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof MayflyError ? error.code : error),
  );
  expect(outcome).toBe(code);
}
