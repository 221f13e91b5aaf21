import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { changeSignIn, knownSignIns } from '../store/sign-ins.ts';
import { verdictOfProbe, verdictOfRun } from '../vault/probe-automation.ts';
import { automationOfRun } from './run-automation.ts';
import { asSettled, standingOf } from './run-standing.ts';
import type { RunLabel } from '@mayfly/shared/api/service-routes.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';
import type { Connection } from './doors.ts';

/** A try that nobody heard of for so long is not waited for any more, ms. */
const forgottenMs = 600_000;

/**
 * Writes down what the latest runs found of the sign-ins that they used: signed in, or signed out. Only what the run's own
 * browser signed counts. `labels`: the latest first.
 */
export async function noteSignIns(
  connection: Connection,
  charter: Charter,
  labels: readonly RunLabel[],
): Promise<void> {
  const signIns = Object.values(await knownSignIns.getValue());
  if (signIns.length === 0) return;
  const told = labels.map((label) => asSettled(label, charter));
  for (const label of told.filter(({ status }) => isEnd(status)).toReversed()) {
    const at = label.endedAt ?? label.createdAt;
    const news = signIns.filter((signIn) => isNews(signIn, label, at));
    if (news.length === 0) continue;
    const ran = await automationOfRun(connection, charter, label);
    const used = new Set<string>(ran?.grant.body.sessions.map(({ subject }) => subject));
    for (const { subject } of news.filter((each) => used.has(each.subject))) {
      if ((await standingOf(connection, label)).unproved) continue;
      await changeSignIn(subject, (known) => withEnd(known, label, at));
    }
  }
  await forgetLostTries(signIns, labels);
}

/** Whether a run began with what is stored now, and ended after what was noted last. */
function isNews(signIn: KnownSignIn, { run, createdAt }: RunLabel, at: number): boolean {
  const { storedAt, checkedAt = 0, signedOutAt = 0, trying } = signIn;
  if (trying?.run === run) return true;
  return createdAt >= storedAt && at > Math.max(checkedAt, signedOutAt);
}

function withEnd(known: KnownSignIn, label: RunLabel, at: number): KnownSignIn {
  const isProbe = known.trying?.run === label.run;
  const verdict = isProbe ? verdictOfProbe(label) : verdictOfRun(label);
  const { trying: _, ...settled } = known;
  const rest = isProbe ? settled : known;
  if (verdict === undefined) return rest;
  const { signedOutAt: _at, signedOutBy: _by, ...signedIn } = rest;
  if (verdict) return { ...signedIn, works: true, checkedAt: at };
  return { ...rest, works: false, signedOutAt: at, signedOutBy: label.run };
}

async function forgetLostTries(
  signIns: readonly KnownSignIn[],
  labels: readonly RunLabel[],
): Promise<void> {
  const alive = new Set<string>(
    labels.filter(({ status }) => !isEnd(status)).map(({ run }) => run),
  );
  for (const { subject, trying } of signIns) {
    if (!trying || alive.has(trying.run) || Date.now() - trying.since < forgottenMs) continue;
    await changeSignIn(subject, (known) => {
      const { trying: _, ...settled } = known;
      return settled;
    });
  }
}
