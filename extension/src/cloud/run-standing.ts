import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { gone, surestOf } from '@mayfly/shared/envelope/statement/gone.ts';
import { verifyIn } from '@mayfly/shared/envelope/statement.ts';
import { MayflyError } from '@mayfly/shared/base/errors.ts';
import { endOfRun, evidenceOf, fetchStatements } from './run-evidence.ts';
import type { RunLabel } from '@mayfly/shared/api/service-routes.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Gone } from '@mayfly/shared/envelope/statement/gone.ts';
import type { Connection } from './doors.ts';

/** What signed statements say of a run in a list, its report unopened. */
export type Standing = {
  /** Nothing that is signed supports the state which the service tells. */
  readonly unproved: boolean;
  /** The last of its browsers, as the broker saw it go. */
  readonly gone?: Gone;
};

/** What was found of runs that change no more. Dies with the page. */
const known = new Map<string, Standing>();

/** A run whose outcome a person has told stays one whose outcome was unknown: their word stands beside it, and is no proof. */
export function asSettled(label: RunLabel, { settled }: Pick<Charter, 'settled'>): RunLabel {
  return settled.has(label.run) ? { ...label, status: 'outcome-unknown' } : label;
}

/** Holds an ended run's state against the end that its pod signed, and tells whether its browser is gone. */
export async function standingOf(connection: Connection, label: RunLabel): Promise<Standing> {
  if (!isEnd(label.status)) return { unproved: false };
  const before = known.get(keyOf(label));
  if (before) return before;
  const standing = await ask(connection, label);
  // What is unproved may be proved yet.
  if (standing.gone && standing.gone.seen !== 'unproved') known.set(keyOf(label), standing);
  return standing;
}

function keyOf({ run, status }: RunLabel): string {
  return `${run} ${status}`;
}

async function ask(connection: Connection, { run, status }: RunLabel): Promise<Standing> {
  const evidence = evidenceOf(run, await fetchStatements(connection, run));
  const brokerSign = fromBase64url(connection.runner.brokerSign);
  const claimsSuccess = status === 'succeeded' || status === 'finished-with-errors';
  try {
    const end = endOfRun(connection, evidence);
    const all = evidence.gone.map((signed) => verifyIn(gone, signed, brokerSign, connection.org));
    const seen = surestOf(all.filter(({ uid }) => uid === all.at(-1)?.uid));
    const unproved = end ? end.status !== status : claimsSuccess;
    return { unproved, ...(seen ? { gone: seen } : {}) };
  } catch (error) {
    if (!(error instanceof MayflyError)) throw error;
    return { unproved: true };
  }
}
