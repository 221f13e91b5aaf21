import { expect, test } from 'vitest';
import { warningsOf } from './sign-in-warnings.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';

const hour = 3_600_000;
const now = 1_000 * hour;
const both = { expiry: true, signedOut: true, resyncAlone: false };

const signIn = (host: string, endsAt?: number, signedOutAt?: number): KnownSignIn => ({
  subject: host,
  hosts: [host],
  origins: [`https://${host}`],
  salt: '',
  cookies: [
    {
      name: 'sid',
      domain: host,
      hostOnly: true,
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'lax',
      ...(endsAt === undefined ? {} : { expiresAt: endsAt }),
    },
  ],
  storage: [],
  storedAt: 0,
  deviceBound: false,
  ...(signedOutAt === undefined ? {} : { signedOutAt }),
});

test('an end is warned of from a day ahead on, not before', () => {
  expect(warningsOf([signIn('a', now + 25 * hour)], both, now)).toEqual([]);
  expect(warningsOf([signIn('a', now + 23 * hour)], both, now)).toEqual([
    { kind: 'expires', host: 'a', at: now + 23 * hour },
  ]);
});

test('what has ended, and what a site has signed out, is warned of until it is stored again', () => {
  const kinds = warningsOf([signIn('a', now - 1), signIn('b', undefined, now - 2)], both, now);
  expect(kinds.map(({ kind, host }) => [kind, host])).toEqual([
    ['signed-out', 'b'],
    ['expires', 'a'],
  ]);
});

test('each warning can be turned off by itself', () => {
  const all = [signIn('a', now + hour), signIn('b', undefined, now - 1)];
  expect(warningsOf(all, { ...both, expiry: false }, now)).toHaveLength(1);
  expect(warningsOf(all, { ...both, signedOut: false }, now)[0]?.host).toBe('a');
});
