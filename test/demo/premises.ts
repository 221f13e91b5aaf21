import { findWindowBrowser } from '@mayfly/cloud-runner/launcher/display.ts';
import { addPrograms } from '@mayfly/cloud-runner/launcher/programs.ts';
import type { Undo } from '@mayfly/cloud-runner/launcher/undo.ts';
import { sitDown } from '../harness/person/person.ts';
import type { Person } from '../harness/person/person.ts';
import { startStack } from '../harness/stack.ts';
import type { Stack } from '../harness/stack.ts';
import { allowed } from './acts.ts';
import { startLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import type { RunStage } from './stage.ts';

/** What the demo plays on. */
export type Premises = { ledger: Ledger; stack: Stack; person: Person };

const programs = [
  { name: 'openssl', debianPackage: 'openssl' },
  { name: 'chromium', debianPackage: 'chromium' },
];

/** The person's own browser: one that takes extensions, so no headless shell. */
const findBrowser = async (): Promise<string> => {
  const missing = await addPrograms(programs);
  const browser = findWindowBrowser();
  if (browser) return browser;
  throw new Error(
    `There is no ${missing.map(({ name }) => name).join(' and no ') || 'browser'} here.`,
  );
};

/** Something that must be ended even when it is given up before it was there. */
const keep = async <T>(undo: Undo, coming: Promise<T>, end: (it: T) => Promise<void>) => {
  undo.add(async () => {
    const it = await coming.catch(() => undefined);
    if (it !== undefined) await end(it);
  });
  return coming;
};

/** Starts a real application, a real runner in a temporary folder, and a real browser with the extension. */
export const makePremises = async (
  stage: RunStage,
  undo: Undo,
  signal: AbortSignal,
): Promise<Premises> => {
  const browser = await stage(
    'Browser of a person',
    'Install Chromium and openssl (apt install chromium openssl), then start again.',
    findBrowser,
  );
  const ledger = await stage('Application', 'Look at what it says above.', () =>
    keep(undo, startLedger(), (it) => it.stop()),
  );
  const part = <T>(name: string, work: () => Promise<T>): Promise<T> =>
    signal.aborted ? work() : stage(name, 'Read the log that is named, then start again.', work);
  const settings = {
    privateOrigins: [...ledger.origins],
    hosts: ledger.hosts,
    caBundle: ledger.authority.path,
  };
  const stack = await keep(undo, startStack({ settings, watcher: { stage: part } }), (it) =>
    it.remove(),
  );
  const person = await stage('Extension installed', 'Close other browsers and start again.', () =>
    keep(
      undo,
      sitDown(allowed, {
        executable: browser,
        ownSignals: true,
        hosts: ledger.hosts,
        args: ledger.authority.chromiumArgs(),
      }),
      (it) => it.leave(),
    ),
  );
  return { ledger, stack, person };
};
