import { voidRun } from '../ledger/void-run.ts';
import { dropDue } from '../store/due.ts';
import { grantsThatUse, revokeGrants } from '../store/grants.ts';
import { dropWrapsOf } from '../store/heads.ts';
import { liveReleases } from '../store/releases.ts';
import type { Subject } from '@mayfly/shared/base/ids.ts';
import type { Change } from '../ledger/change.ts';

/**
 * What a subject names holds no more: the broker's keys to it are destroyed, schedules that need it end, and runs that hold
 * it are void and killed.
 */
export async function revokeSubject(change: Change, subject: Subject): Promise<void> {
  await dropWrapsOf(change, subject);
  await revokeGrants(change, subject, change.now);
  await dropDue(change, await grantsThatUse(change, subject));
  const holders = (await liveReleases(change)).filter(
    ({ grant_subject, holds }) => grant_subject === subject || holds.includes(subject),
  );
  for (const run of new Set(holders.map((holder) => holder.run))) await voidRun(change, run);
}
