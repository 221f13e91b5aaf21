import type { KnownSignIn } from '../store/sign-ins.ts';
import type { SignInHealth } from '../ui/sign-in-health.ts';

/** An end is told from a week ahead. */
const soonMs = 7 * 24 * 3_600_000;

/** How a stored sign-in stands at `now` (ms), by what this device knows of it: names, ends, and what runs found. */
export function healthOf(signIn: KnownSignIn, now: number): SignInHealth {
  if (signIn.trying) return { kind: 'trying' };
  if (signIn.deviceBound && signIn.works !== true) return { kind: 'device-bound' };
  if (signIn.signedOutAt !== undefined) return { kind: 'signed-out', seenAt: signIn.signedOutAt };
  const ends = signIn.cookies.flatMap(({ expiresAt }) => expiresAt ?? []);
  const end = ends.length > 0 ? Math.min(...ends) : undefined;
  if (end === undefined) {
    return signIn.checkedAt === undefined
      ? { kind: 'no-end' }
      : { kind: 'no-end', checkedAt: signIn.checkedAt };
  }
  if (end - now < soonMs) return { kind: 'expires', at: end };
  return { kind: 'healthy', at: end };
}
