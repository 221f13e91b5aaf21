import type { Database } from './database.ts';

/** Takes a nonce until a time in ms; `false` when it was taken before. */
export async function takeNonce(
  database: Database,
  nonce: string,
  until: number,
): Promise<boolean> {
  const taken = await database
    .insertInto('nonces')
    .values({ nonce, until })
    .onConflict((conflict) => conflict.column('nonce').doNothing())
    .executeTakeFirst();
  return taken.numInsertedOrUpdatedRows === 1n;
}

/** Forgets the nonces of requests that are too old to be taken at `now` anyway. */
export async function forgetNonces(database: Database, now: number): Promise<void> {
  await database.deleteFrom('nonces').where('until', '<', now).execute();
}
