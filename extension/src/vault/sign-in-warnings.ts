import { healthOf } from './health.ts';
import type { SignInWarnings } from '../store/preferences.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';

/** A sign-in that needs the person: it ends soon or has ended (`at`), or a run was signed out (`at`). Ms since 1970. */
export type SignInWarning = { kind: 'expires' | 'signed-out'; host: string; at: number };

/** An end is warned of a day ahead. */
const dayMs = 86_400_000;

/** The sign-ins to warn of at `now` (ms), as the person wants it; the most pressing first. */
export function warningsOf(
  signIns: readonly KnownSignIn[],
  wanted: SignInWarnings,
  now: number,
): SignInWarning[] {
  const warnings = signIns.flatMap((signIn): SignInWarning[] => {
    const health = healthOf(signIn, now);
    const host = signIn.hosts[0] ?? '';
    if (health.kind === 'signed-out') return [{ kind: 'signed-out', host, at: health.seenAt }];
    if (health.kind !== 'expires' || health.at - now > dayMs) return [];
    return [{ kind: 'expires', host, at: health.at }];
  });
  return warnings
    .filter(({ kind }) => (kind === 'expires' ? wanted.expiry : wanted.signedOut))
    .toSorted((left, right) => left.at - right.at);
}
