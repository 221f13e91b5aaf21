import { randomId16 } from '@mayfly/shared/base/ids.ts';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import type { Target } from '@mayfly/shared/base/target.ts';

/** How long the page may take to show what it shows to who is signed in. */
const showMs = 5_000;

/** As the report names it. */
const signedInPage = 'a page that asks nobody to sign in';

/**
 * Opens one page and changes nothing. Signed in, it has nothing that it shows to who is signed out (`absent`, selectors), and
 * it is the page that was asked for: a site that leads elsewhere, or offers to sign in, has signed the browser out.
 */
export function probeAutomation(
  given: { name: string; page: string; absent: readonly string[]; origins: readonly string[] },
  now: number,
): Automation {
  const { name, page, absent, origins } = given;
  const wait = { type: 'wait' as const, page, timeoutMs: showMs };
  const selectors = [absent.length > 0 ? `html:not(:has(${absent.join(', ')}))` : 'html'];
  const target: Target = { name: signedInPage, selectors };
  return {
    v: 1,
    name,
    steps: [
      { type: 'go-to', id: randomId16(), url: page },
      { ...wait, id: randomId16(), until: 'element', target },
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
