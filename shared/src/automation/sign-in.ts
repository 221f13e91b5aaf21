import { bareAddress, originOf } from '../base/address.ts';
import { isSecret, textSchema } from '../base/text.ts';
import type { Step } from '../steps/index.ts';
import type { SignIn } from './automation.ts';

/** What may come before the password on a sign-in page. */
const begins: ReadonlySet<string> = new Set(['fill', 'click', 'press', 'tick', 'wait']);

/** Most steps that a sign-in may take before and after the password: the address, the name, “Next”, “Stay signed in”. */
const furthest = 6;

/**
 * The steps that look like a sign-in: around the first secret that is entered, as long as the page is one on which a
 * sign-in happens. `undefined` when no secret is entered, or nothing follows. A proposal, for a person to confirm.
 */
export function proposeSignIn(steps: readonly Step[]): SignIn | undefined {
  const secretAt = steps.findIndex(entersSecret);
  const address = addressAt(steps, secretAt);
  if (secretAt < 0 || !address) return undefined;
  const first = firstOf(steps, secretAt);
  const after = steps.findIndex((step, at) => at > secretAt && !belongs(step, address));
  const last = after < 0 ? steps.length : after;
  const landing = steps[last] && (goingTo(steps[last]) ?? addressAt(steps, last));
  if (!landing || last - secretAt > furthest) return undefined;
  return { steps: steps.slice(first, last).map(({ id }) => id), address, landing };
}

function firstOf(steps: readonly Step[], secretAt: number): number {
  let first = secretAt;
  const earliest = Math.max(0, secretAt - furthest);
  while (first > earliest && begins.has(steps[first - 1]!.type)) first--;
  // Going to the sign-in page itself is part of it.
  const before = steps[first - 1];
  return before?.type === 'go-to' && looksLikeSignIn(before.url) ? first - 1 : first;
}

function entersSecret(step: Step): boolean {
  return Object.values(step).some((value) => {
    const text = textSchema.safeParse(value).data;
    return text !== undefined && isSecret(text);
  });
}

/** Still on the sign-in page, or on another one of the same kind (a second factor, “Stay signed in?”). */
function belongs(step: Step, address: string): boolean {
  if (goingTo(step) || !step.page) return false;
  return bareAddress(step.page) === bareAddress(address) || looksLikeSignIn(step.page);
}

/** Whether an address reads like that of a page where one signs in. */
export function looksLikeSignIn(url: string): boolean {
  const parsed = URL.parse(url);
  if (!parsed) return false;
  const words =
    /(^|[^a-z])(log-?in|sign-?in|sign-?on|sso|auth|oauth2?|saml2?|session\/new|idp|accounts?)([^a-z]|$)/;
  return (
    words.test(parsed.pathname.toLowerCase()) ||
    /^(login|signin|sso|auth|idp|accounts)\./.test(parsed.hostname)
  );
}

function goingTo(step: Step): string | undefined {
  return step.type === 'go-to' ? step.url : undefined;
}

function addressAt(steps: readonly Step[], at: number): string | undefined {
  const page = steps[at]?.page;
  return page && originOf(page) ? page : undefined;
}
