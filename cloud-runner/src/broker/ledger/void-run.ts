import { releasesOf } from '../store/releases.ts';
import { setRun } from '../store/runs.ts';
import { doom } from '../store/watches.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { Change } from './change.ts';

/** Voids a run for ever: nothing is released for it again, and its pods are killed. The service is told. */
export async function voidRun(change: Change, run: RunId): Promise<void> {
  await setRun(change, run, { stopped_at: change.now });
  const releases = await releasesOf(change, run);
  await doom(
    change,
    releases.filter(({ gone_at }) => gone_at === null).map(({ uid }) => uid),
  );
  change.tell('stop', JSON.stringify({ org: change.org, run }));
}
