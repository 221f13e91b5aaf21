import { originOf } from '@mayfly/shared/base/address.ts';
import { looksLikeSignIn, proposeSignIn } from '@mayfly/shared/automation/sign-in.ts';
import { toSteps } from '@mayfly/shared/steps/to-steps.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';
import type { PassedSites } from '../store/passed-sites.ts';
import type { Draft } from './draft.ts';

/** Where a step acted; of one that goes somewhere, where to. */
function placeOf(step: Step): string | undefined {
  return originOf('url' in step && step.url ? step.url : (step.page ?? ''));
}

/**
 * What a recording learned about the sign-in of each host on which it worked: the other origins at which the person
 * signed in, or that the tab passed through and that read like a sign-in's. A site that was merely visited is none.
 */
export function passedIn({ events, facts }: Draft): PassedSites {
  const steps = toSteps(events);
  const signing = new Set(proposeSignIn(steps)?.steps);
  const placesOf = (some: readonly Step[]) => new Set(some.flatMap((step) => placeOf(step) ?? []));
  const worked = placesOf(steps.filter(({ id }) => !signing.has(id)));
  const signedInAt = placesOf(steps.filter(({ id }) => signing.has(id)));
  const passed = facts.passed.filter((site) => signedInAt.has(site) || looksLikeSignIn(site));
  const entries = [...worked].map((site) => {
    const origins = passed.filter((each) => each !== site && !worked.has(each));
    const deviceBound = [site, ...origins].some((each) => facts.deviceBound.includes(each));
    return [new URL(site).hostname, { origins, deviceBound }] as const;
  });
  return Object.fromEntries(entries);
}
