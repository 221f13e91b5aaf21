import { signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { activeDevice, charterOf } from '@mayfly/shared/envelope/charter.ts';
import { hashOfStatement, read, verifyIn } from '@mayfly/shared/envelope/statement.ts';
import { link } from '@mayfly/shared/envelope/statement/link.ts';
import { restored } from '@mayfly/shared/envelope/statement/restored.ts';
import { restoring } from '../store/restoring.ts';
import { runner } from '../store/runner.ts';
import { checkGrown } from './log-growth.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { LogHead } from '@mayfly/shared/envelope/statement/log-head.ts';
import type { Restored } from '@mayfly/shared/envelope/statement/restored.ts';
import type { Restoring } from '../store/restoring.ts';
import type { Connection } from './doors.ts';

/** A runner that was put back to an earlier state of exactly the past that this device knows. */
export type Restoration = {
  /** What the broker says, and asks to be signed. */
  readonly asked: Restored;
  /** The organization as it was then. */
  readonly charter: Charter;
  /** What this device saw beyond; absent where it saw no more. */
  readonly beyond?: Restoring;
  /** Whether this device may open it. */
  readonly mayOpen: boolean;
};

/**
 * Holds what a restored broker says against `links`, all that this device keeps, and the log that it saw: it must be an
 * earlier state of the same past, in the word of the pinned key. Throws `tampered`, `unknown-sender`, `wrong-organization`,
 * and `history-forked` for another past.
 */
export async function compareRestored(
  connection: Connection,
  signed: Signed,
  links: readonly Signed[],
): Promise<Restoration> {
  const { org, keys } = connection;
  const pinned = await runner.getValue();
  if (!pinned) throw new SealError('not-paired');
  const asked = verifyIn(restored, signed, fromBase64url(pinned.brokerSign), org);
  const kept = links.slice(0, asked.seq + 1);
  const last = kept[asked.seq];
  if (!last || hashOfStatement(last) !== asked.head) throw new SealError('history-forked');
  const { seq, head, log } = pinned;
  const isBack = asked.seq < seq || asked.log.size < log.size;
  const known = isBack ? witnessed(kept) : { size: log.size, root: fromBase64url(log.root) };
  await checkGrown(connection, known, asked.log);
  const before = (await restoring.getValue()) ?? undefined;
  const lost = [...links.slice(asked.seq + 1).map(signedToJson), ...(before?.links ?? [])];
  const beyond = isBack ? { saw: { seq, head, log }, links: lost } : before;
  const charter = charterOf(kept);
  const mayOpen = activeDevice(charter, keys.sign.kid)?.role === 'admin';
  return { asked, charter, mayOpen, ...(beyond && { beyond }) };
}

/** The longest log that links tell of: their signers had seen it. It is at least as long as what is below the last link. */
function witnessed(links: readonly Signed[]): LogHead {
  const heads = links.flatMap((each) => read(link, each).seen ?? []);
  const [longest] = heads.toSorted((left, right) => right.size - left.size);
  return longest ?? { size: 0, root: new Uint8Array() };
}
