import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startTestPostgres } from './postgres.ts';
import type { TestPostgres } from './postgres.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

const query = async (url: string, sql: string) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
};

describe('the databases of an installation', () => {
  it('open for their own role', async () => {
    const { service, broker } = await postgres.databases();
    expect(await query(service, 'SELECT current_user AS who')).toEqual([{ who: 'service' }]);
    expect(await query(broker, 'SELECT current_user AS who')).toEqual([{ who: 'broker' }]);
  });

  it('are closed to the other part', async () => {
    const { service, broker } = await postgres.databases();
    const crossed = new URL(service);
    crossed.pathname = new URL(broker).pathname;
    await expect(query(crossed.href, 'SELECT 1')).rejects.toThrow('permission denied for database');
  });

  it('have no role that passes by row-level security or makes others', async () => {
    const { service } = await postgres.databases();
    const sql = `SELECT rolname FROM pg_roles WHERE rolname IN ('owner', 'service', 'worker', 'broker')
      AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)`;
    expect(await query(service, sql)).toEqual([]);
  });

  it('let the queue have a schema of its own, and nothing of the service', async () => {
    const { owner, service, worker } = await postgres.databases();
    await query(owner, 'CREATE TABLE runs (org text)');
    await query(worker, 'CREATE SCHEMA queue; CREATE TABLE queue.job (id int)');
    await expect(query(worker, 'SELECT * FROM public.runs')).rejects.toThrow('permission denied');
    await expect(query(service, 'SELECT * FROM queue.job')).rejects.toThrow('permission denied');
  });

  it('let the service make no table: it cannot own what row-level security guards', async () => {
    const { service } = await postgres.databases();
    await expect(query(service, 'CREATE TABLE runs (org text)')).rejects.toThrow(
      'permission denied',
    );
  });
});
