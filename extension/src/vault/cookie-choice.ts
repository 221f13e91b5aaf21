import { steadyPath } from '@mayfly/shared/base/address.ts';

/** All that is said about a cookie: names and attributes. Never its value, never its length. */
export type CookieFacts = {
  readonly name: string;
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite: 'strict' | 'lax' | 'none' | 'unspecified';
  /** ms since 1970 UTC; absent: until the browser closes. */
  readonly expiresAt?: number;
  /** The site inside which alone it is sent. */
  readonly partition?: string;
};

/** Why a cookie is proposed, or left out. */
export type CookieReason =
  | 'hidden-from-scripts'
  | 'named-like-a-session'
  | 'until-closed'
  | 'one-sign-in'
  | 'tracking'
  | 'preference';

/** A cookie with what is proposed for it. */
export type CookieChoice = {
  readonly facts: CookieFacts;
  readonly needed: boolean;
  readonly reason: CookieReason;
};

const tracking =
  /^(_ga|_gid|_gat|_gcl|_fbp|_fbc|_hj|_uet|_clck|_clsk|_pk_|_mkto|_tt_|__utm|__hs|__cf_?|hubspot|ajs_|amp_|amplitude|mp_|optimizely|intercom-id|datadog|_dd_|ab\.|analytics|matomo|segment|kameleoon|cookie-?consent|consent|OptanonConsent|euconsent)/i;
const preference =
  /(lang|locale|theme|tz|timezone|currency|banner|tour|seen|dismiss|layout|sidebar)/i;
const session =
  /(sess|sid$|^sid|auth|token|login|logged|user|jwt|csrf|xsrf|remember|identity|oidc|saml|sso|account)/i;

/** What a sign-in keeps of itself while it is under way, and forgets soon after. */
const oneSignIn = /(^|[._-])(interaction|nonce|pkce|code_?verifier|auth_verification|correlation)/i;

/**
 * Whether a cookie makes the session, judged by name and attributes alone. Hidden from scripts: yes. Named like a
 * session: yes. Known trackers and preferences, and what was for one sign-in: no. Of the rest, those that end with the browser.
 */
export function chooseCookie(facts: CookieFacts): CookieChoice {
  if (tracking.test(facts.name)) return { facts, needed: false, reason: 'tracking' };
  if (oneSignIn.test(facts.name) || isForOnePage(facts.path)) {
    return { facts, needed: false, reason: 'one-sign-in' };
  }
  if (facts.httpOnly) return { facts, needed: true, reason: 'hidden-from-scripts' };
  if (session.test(facts.name) || /^__(Host|Secure)-/.test(facts.name)) {
    return { facts, needed: true, reason: 'named-like-a-session' };
  }
  if (preference.test(facts.name) || facts.expiresAt !== undefined) {
    return { facts, needed: false, reason: 'preference' };
  }
  return { facts, needed: true, reason: 'until-closed' };
}

/** A path that names one thing alone, such as the one sign-in that was under way. */
function isForOnePage(path: string): boolean {
  return steadyPath(path) !== path;
}

/** What tells two cookies apart: name, domain, path and partition. */
export function cookieKey(facts: CookieFacts): string {
  return JSON.stringify([facts.name, facts.domain, facts.path, facts.partition ?? '']);
}

/** What changed between two readings of a site, by name, domain, path and partition. */
export function compareCookies(
  before: readonly CookieFacts[],
  after: readonly CookieFacts[],
): { added: CookieFacts[]; gone: CookieFacts[] } {
  const known = new Set(before.map(cookieKey));
  const current = new Set(after.map(cookieKey));
  return {
    added: after.filter((facts) => !known.has(cookieKey(facts))),
    gone: before.filter((facts) => !current.has(cookieKey(facts))),
  };
}
