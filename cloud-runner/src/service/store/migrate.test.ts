import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPostgres } from '../../../../test/harness/postgres.ts';
import { connect } from './database.ts';
import { apply } from './migrate.ts';
import type { Migration } from 'kysely/migration';
import type { TestPostgres } from '../../../../test/harness/postgres.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

const make = (statement: string): Migration => ({
  up: async (database) => void (await sql.raw(statement).execute(database)),
});
const first = { '0001-first': make('create table a (x int)') };
const second = { ...first, '0002-second': make('alter table a add column y int') };

describe('the tables', () => {
  it('are left as they are by the version before, which starts on them: back is a way too', async () => {
    const { owner } = await postgres.databases();
    await apply(owner, first);
    await apply(owner, second);
    await apply(owner, first);
    const database = connect(owner, 1);
    await sql`insert into a (x) values (1)`.execute(database);
    await sql`insert into a (x, y) values (1, 2)`.execute(database);
    await apply(owner, second);
    const { rows } = await sql`select x, y from a order by y`.execute(database);
    await database.destroy();
    expect(rows).toEqual([
      { x: 1, y: 2 },
      { x: 1, y: null },
    ]);
  });

  it('are changed once, by however many that start at the same time', async () => {
    const { owner } = await postgres.databases();
    await Promise.all([apply(owner, second), apply(owner, second), apply(owner, first)]);
    const database = connect(owner, 1);
    const { rows } = await sql`select x, y from a`.execute(database);
    await database.destroy();
    expect(rows).toEqual([]);
  });
});
