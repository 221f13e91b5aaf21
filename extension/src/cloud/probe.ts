import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { scopeOf } from '@mayfly/shared/envelope/session.ts';
import { changeSignIn } from '../store/sign-ins.ts';
import { probeAutomation } from '../vault/probe-automation.ts';
import { trialMs } from './automations.ts';
import { startRun } from './runs.ts';
import { saveAndConfirm } from './save.ts';
import type { RunId, Subject } from '@mayfly/shared/base/ids.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';
import type { Connection } from './doors.ts';
import type { Limits } from './save.ts';

/** A try opens one page: longer than this, ms, it is not waited for. */
const deadlineMs = 60_000;

/**
 * Tries a stored sign-in in a one-time browser: an ordinary run of one page, with a permission of its own that changes
 * nothing, runs once and ends within the hour (FLOWS §3.7). Gives the run.
 */
export async function startProbe(connection: Connection, signIn: KnownSignIn): Promise<RunId> {
  const now = Date.now();
  const { page, absent } = signIn.tryAt ?? { page: `${signIn.origins[0]}/`, absent: [] };
  const limits = limitsOf(connection, signIn, now);
  const name = `the sign-in to ${signIn.hosts[0]}`;
  const { grant } = await saveAndConfirm(connection, {
    automation: probeAutomation({ name, page, absent, origins: limits.origins }, now),
    limits,
    typed: [],
    isTrial: true,
  });
  const { run } = await startRun(connection, { grant, deadlineMs });
  await changeSignIn(signIn.subject, (known) => ({ ...known, trying: { run, since: now } }));
  return run;
}

function limitsOf({ keys }: Connection, signIn: KnownSignIn, now: number): Limits {
  const { subject, salt, origins, hosts, tryAt } = signIn;
  const scope = scopeOf(fromBase64url(salt), origins);
  const name = hosts[0] ?? subject;
  return {
    sessions: [{ name, subject: subject as Subject, owner: keys.person, scope }],
    origins: [...new Set([...origins, ...(tryAt?.loads ?? [])])].toSorted(),
    passive: false,
    writes: [],
    inputs: {},
    perDay: 1,
    parallel: 1,
    attempts: 1,
    deadlineMs,
    // A site that gives out new cookies at each visit would take an unrenewed copy for a stolen one.
    renew: true,
    notAfter: now + trialMs,
    freshForMs: trialMs,
  };
}
