import { healthOf } from '../../vault/health.ts';
import type { SavedAutomation } from '../../cloud/automations.ts';
import type { NamedRun } from '../../cloud/named-runs.ts';
import type { SignInRow } from '../../pages/sign-ins-view.ts';
import type { KnownSignIn } from '../../store/sign-ins.ts';
import type { SignInHealth } from '../../ui/sign-in-health.ts';

/** What stands around a sign-in: what there is to use it, and how many runs wait with it. `now` in ms. */
export type AroundSignIn = {
  readonly automations: readonly SavedAutomation[];
  readonly runs: readonly Pick<NamedRun, 'label' | 'number'>[];
  readonly waiting: number;
  readonly now: number;
};

/** A stored sign-in as the list shows it. */
export function rowOfSignIn(signIn: KnownSignIn, around: AroundSignIn): SignInRow {
  const { subject, hosts, cookies, storage, storedAt } = signIn;
  const { automations, runs, waiting, now } = around;
  const [host = '', ...withHosts] = hosts;
  return {
    id: subject,
    host,
    cookies: cookies.length,
    storageEntries: storage.reduce((sum, { keys }) => sum + keys.length, 0),
    withHosts,
    health: withRun(healthOf(signIn, now), signIn, runs),
    usedBy: automations
      .filter(({ grant }) => grant?.body.sessions.some((each) => each.subject === subject))
      .map(({ automation }) => automation.name),
    storedAt,
    resyncHere: true,
    waiting,
  };
}

function withRun(
  health: SignInHealth,
  { signedOutBy }: KnownSignIn,
  runs: AroundSignIn['runs'],
): SignInHealth {
  if (health.kind !== 'signed-out') return health;
  const runNumber = runs.find(({ label }) => label.run === signedOutBy)?.number;
  return runNumber === undefined ? health : { ...health, runNumber };
}
