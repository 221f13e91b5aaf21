import { SealError } from '@mayfly/shared/base/errors.ts';
import type { OrgRow } from '../store/orgs.ts';

/** Throws `runner-restored` while an organization waits to be opened: what it revoked may be in force again. */
export function checkOpen({ challenge }: Pick<OrgRow, 'challenge'>): void {
  if (challenge) throw new SealError('runner-restored');
}

/**
 * Throws `void-since-restore` for what began, at `at` in ms, before an organization was opened: whether it had its keys
 * already is not known any more.
 */
export function checkSince({ opened_at }: Pick<OrgRow, 'opened_at'>, at: number): void {
  if (opened_at !== null && at < opened_at) throw new SealError('void-since-restore');
}
