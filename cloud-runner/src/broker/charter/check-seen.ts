import { sameBytes } from '@mayfly/shared/base/bytes.ts';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { rootAt } from '../log/proofs.ts';
import type { LogHead } from '@mayfly/shared/envelope/statement/log-head.ts';
import type { InOrg } from '../store/database.ts';

/**
 * Holds what a device saw of the log against the log of `size` leaves. Throws `history-forked` when that was another one:
 * this database is not the one that the device knew.
 */
export async function checkSeen(at: InOrg, size: number, seen: LogHead): Promise<void> {
  const same = seen.size <= size && sameBytes(await rootAt(at, seen.size), seen.root);
  if (!same) throw new SealError('history-forked');
}
