import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { inOrg } from '../store/database.ts';
import { accountFor, organizations, reachedBy, setChallenge } from '../store/restores.ts';
import type { Watermark } from '../keys/watermark.ts';
import type { Database } from '../store/database.ts';

/**
 * Where the feed goes on after a restore: so far above what is known to have been told that no number comes twice, also where
 * the watermark was lost.
 */
const skipped = 1_000_000;

/**
 * Holds the database against the watermark. Where it was put back to an earlier one, or the watermark that it had is gone,
 * every organization waits to be opened, each with a challenge of its own, and the feed goes on above all that was told.
 * Answers whether that is so. Cut off in the midst, it is done again.
 */
export async function closeIfRestored(database: Database, watermark: Watermark): Promise<boolean> {
  // Before the database is read: what is told meanwhile would be taken for lost.
  const told = watermark.told();
  const { last, reached } = await reachedBy(database);
  const isLost = watermark.isKept && reached !== null;
  const isBack = told === undefined ? isLost : told > Math.max(last, reached ?? 0);
  if (isBack) await closeAll(database, watermark);
  if (!isBack && reached === null && watermark.isKept) await accountFor(database, last);
  watermark.raise(last);
  return isBack;
}

/** Has every organization wait to be opened: this database was put back to an earlier one. */
export async function closeAll(database: Database, watermark: Watermark): Promise<void> {
  const { last, reached } = await reachedBy(database);
  const known = Math.max(last, reached ?? 0, watermark.told() ?? 0);
  for (const org of await organizations(database)) {
    await inOrg(database, org, (at) => setChallenge(at, randomBytes(32)));
  }
  await accountFor(database, known, known + skipped);
  watermark.raise(known);
}
