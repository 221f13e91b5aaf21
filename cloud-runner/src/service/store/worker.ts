import { sql } from 'kysely';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Database } from './database.ts';

/** Keeps the nonce of a request until a time. Answers false when it was kept before: the request is a replay. */
export async function spendNonce(
  database: Database,
  nonce: string,
  until: number,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await database
    .insertInto('worker.nonces')
    .values({ nonce, until })
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Forgets nonces whose time is over. */
export async function sweepNonces(database: Database, now: number): Promise<void> {
  await database.deleteFrom('worker.nonces').where('until', '<', now).execute();
}

/** Takes or keeps a lease until a time, unless another holder's has not lapsed. Answers whether it is ours. */
export async function takeLease(
  database: Database,
  lease: { name: string; holder: string; now: number; until: number },
): Promise<boolean> {
  const { name, holder, now, until } = lease;
  const row = await database
    .insertInto('worker.leases')
    .values({ name, holder, until })
    .onConflict((clash) =>
      clash
        .column('name')
        .doUpdateSet({ holder, until })
        .where((where) =>
          where.or([
            where('worker.leases.holder', '=', holder),
            where('worker.leases.until', '<', now),
          ]),
        ),
    )
    .returning('name')
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives a lease back, so that another need not wait until it lapses. */
export async function giveLease(database: Database, name: string, holder: string): Promise<void> {
  await database
    .deleteFrom('worker.leases')
    .where('name', '=', name)
    .where('holder', '=', holder)
    .execute();
}

/** How many runs were given a pod since a time; those from before are forgotten. */
export async function startsSince(database: Database, since: number): Promise<number> {
  await database.deleteFrom('worker.starts').where('at', '<', since).execute();
  const { n } = await database
    .selectFrom('worker.starts')
    .select((of) => of.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** How far the feed has been followed. */
export async function readCursor(database: Database): Promise<number> {
  const { n } = await database
    .selectFrom('worker.feed_cursor')
    .select('n')
    .executeTakeFirstOrThrow();
  return n;
}

/** Notes how far the feed has been followed. Never goes back. */
export async function moveCursor(database: Database, n: number): Promise<void> {
  await database
    .updateTable('worker.feed_cursor')
    .set({ n: sql`greatest(n, ${n}::bigint)` })
    .execute();
}

/** Notes that there is such an organization. */
export async function noteOrg(database: Database, org: OrgId): Promise<void> {
  await database
    .insertInto('worker.orgs')
    .values({ org })
    .onConflict((clash) => clash.doNothing())
    .execute();
}

/** Every organization, for those who sweep. */
export async function allOrgs(database: Database): Promise<OrgId[]> {
  const rows = await database.selectFrom('worker.orgs').select('org').execute();
  return rows.map(({ org }) => org);
}
