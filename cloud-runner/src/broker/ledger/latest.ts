import { RequestError } from '@mayfly/shared/base/errors.ts';
import { releasesOf } from '../store/releases.ts';
import type { InOrg } from '../store/database.ts';
import type { ReleaseRow } from '../store/releases.ts';

/** An attempt as it is now. Throws `not-latest-attempt` when keys were released for a later one of the same run. */
export async function latestAttempt(
  at: InOrg,
  { run, attempt }: Pick<ReleaseRow, 'run' | 'attempt'>,
): Promise<ReleaseRow> {
  const [latest] = await releasesOf(at, run);
  if (latest?.attempt !== attempt) throw new RequestError('not-latest-attempt');
  return latest;
}
