import { passedSites } from '../store/passed-sites.ts';
import type { Draft } from './draft.ts';
import { passedIn } from './passed-in.ts';

/**
 * Remembers through which sites signing in led, for when the sign-in is stored. A recording that began signed in knows less
 * than one before it: what was known stays.
 */
export async function notePassed(draft: Draft): Promise<void> {
  const before = await passedSites.getValue();
  const after = { ...before };
  for (const [host, { origins, deviceBound }] of Object.entries(passedIn(draft))) {
    const known = before[host] ?? { origins: [], deviceBound: false };
    after[host] = {
      origins: [...new Set([...known.origins, ...origins])],
      deviceBound: deviceBound || known.deviceBound,
    };
  }
  await passedSites.setValue(after);
}
