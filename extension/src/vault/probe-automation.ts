import { randomId16 } from '@mayfly/shared/base/ids.ts';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import type { Target } from '@mayfly/shared/base/target.ts';

/** How long the page may take to show what it shows to who is signed in. */
const showMs = 5_000;

/** Names of what is looked for, as the report says them. */
const said = { noPassword: 'a page that asks for no password' } as const;

const noPassword: Target = {
  name: said.noPassword,
  selectors: ['html:not(:has(input[type=password]))'],
};

/**
 * Opens one page and changes nothing: signed in, the page is the one that was asked for, and wants no password. A site that
 * leads elsewhere, or asks to sign in, has signed the browser out.
 */
export function probeAutomation(
  given: { name: string; page: string; origins: readonly string[] },
  now: number,
): Automation {
  const { name, page, origins } = given;
  const wait = { type: 'wait' as const, page, timeoutMs: showMs };
  return {
    v: 1,
    name,
    steps: [
      { type: 'go-to', id: randomId16(), url: page },
      { ...wait, id: randomId16(), until: 'element', target: noPassword },
      { ...wait, id: randomId16(), until: 'address', address: page },
    ],
    inputs: [],
    secrets: [],
    origins: [...origins],
    settings: { onError: 'stop', stepTimeoutMs: 20_000, pictures: 'each' },
    changed: { version: 1, at: now },
  };
}

/** How a run that used a sign-in ended. `step`: the one that failed, from 0. */
export type EndOfUse = {
  readonly status: string;
  readonly code?: string | undefined;
  readonly step?: number | undefined;
};

/** Whether a try of a sign-in found itself signed in; undefined where nobody can tell, as when the site was down. */
export function verdictOfProbe({ status, code, step = 0 }: EndOfUse): boolean | undefined {
  if (status === 'succeeded') return true;
  if (status !== 'failed') return undefined;
  const ledElsewhere = code === 'origin-refused' || code === 'session-expired';
  return ledElsewhere || (code === 'timed-out' && step > 0) ? false : undefined;
}

/** Whether an ordinary run found itself signed in; undefined where its end says nothing of it. */
export function verdictOfRun({ status, code }: EndOfUse): boolean | undefined {
  if (status === 'succeeded') return true;
  return code === 'session-expired' ? false : undefined;
}
