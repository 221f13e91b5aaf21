import { bareAddress } from '../base/address.ts';
import type { SignIn } from '../automation/automation.ts';
import { looksLikeSignIn } from '../automation/sign-in.ts';

/** What the page shows while a step looks for something. */
export type Seen = {
  /** The page's address. */
  readonly url: string;
  readonly asksPassword: boolean;
  /** The HTTP status of the page, where it was seen. */
  readonly status?: number | undefined;
  /** The page on which the step was recorded. */
  readonly expected?: string | undefined;
};

/** Whether the site shows its sign-in page instead of what a step expects. Not to be asked for a step that signs in. */
export function isSignedOut(seen: Seen, signIn: SignIn | undefined): boolean {
  const { url, asksPassword, status, expected } = seen;
  if (status === 401) return true;
  const here = bareAddress(url);
  const isElsewhere = expected !== undefined && bareAddress(expected) !== here;
  if (signIn && bareAddress(signIn.address) === here) return asksPassword || isElsewhere;
  return asksPassword && isElsewhere && looksLikeSignIn(url);
}
