import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';

import { freePort } from './free-port.ts';
import { postgresPrograms } from './postgres-programs.ts';
import { startPostgres } from './postgres.ts';
import type { PostgresPlan } from './postgres-plan.ts';
import { until } from './until.ts';
import { ownersHere } from './users.ts';

/** Under a folder that nobody else may enter, as a checkout in root's home is. */
const newPlan = async (): Promise<PostgresPlan> => {
  const closed = mkdtempSync(join(tmpdir(), 'mayfly-closed-'));
  const runtime = mkdtempSync(join(tmpdir(), 'mayfly-runtime-'));
  chmodSync(closed, 0o700);
  chmodSync(runtime, 0o711);
  onTestFinished(() => {
    for (const path of [closed, runtime]) rmSync(path, { recursive: true, force: true });
  });
  return {
    programs: postgresPrograms(),
    folder: join(closed, 'postgres'),
    runtime,
    log: join(closed, 'log'),
    port: await freePort(),
    password: 'secret',
    owner: ownersHere().postgres,
  };
};

const query = async (url: string, sql: string) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
};

describe('the database server', () => {
  it('keeps what was written over a stop, writes through to the disk, and lets nobody in without a password', async () => {
    const plan = await newPlan();
    const first = await startPostgres(plan);
    await query(first.url('postgres'), 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)');
    await first.stop();
    const second = await startPostgres(plan);
    onTestFinished(second.stop);
    expect(await query(second.url('postgres'), 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    expect(await query(second.url('postgres'), 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
    const stranger = new URL(second.url('postgres'));
    stranger.password = 'other';
    await expect(query(stranger.href, 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    );
    expect(statSync(plan.folder).mode & 0o777).toBe(0o700);
  });

  it('takes over from one whose launcher was killed', async () => {
    const plan = await newPlan();
    const orphan = await startPostgres(plan);
    const ended = once(orphan.process(), 'exit');
    void ended.then(orphan.stop); // A launcher that was killed brings nothing back.
    const heir = await startPostgres({ ...plan, port: await freePort() });
    onTestFinished(heir.stop);
    await ended;
    expect(await query(heir.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('comes back with everything when it is killed', async () => {
    const server = await startPostgres(await newPlan());
    onTestFinished(server.stop);
    await query(server.url('postgres'), 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (2)');
    server.process().kill('SIGKILL');
    await until(async () => {
      const rows = await query(server.url('postgres'), 'SELECT n FROM kept').catch(() => []);
      return rows.length > 0;
    }, 'the database did not come back');
  });
});
