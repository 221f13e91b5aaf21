import { describe, expect, test } from 'vitest';
import { chooseCookie, compareCookies } from './cookie-choice.ts';
import type { CookieFacts } from './cookie-choice.ts';

const plain: CookieFacts = {
  name: 'x',
  domain: 'app.example',
  hostOnly: true,
  path: '/',
  httpOnly: false,
  secure: true,
  sameSite: 'lax',
};

describe('which cookies make the session', () => {
  test('one hidden from scripts does', () => {
    expect(chooseCookie({ ...plain, httpOnly: true, expiresAt: 1 }).needed).toBe(true);
  });
  test('one named like a session does, though scripts can read it', () => {
    expect(chooseCookie({ ...plain, name: 'csrf_token', expiresAt: 1 }).needed).toBe(true);
  });
  test('a tracker does not, though it is hidden from scripts', () => {
    expect(chooseCookie({ ...plain, name: '_ga_4711', httpOnly: true })).toMatchObject({
      needed: false,
      reason: 'tracking',
    });
  });
  test('one that was for a single sign-in does not, though it is hidden from scripts', () => {
    const path = '/auth/TUHoJKs9aFxI1MPWu7GE_lhiumuKEKRsYuouJCzXCax';
    for (const facts of [
      { ...plain, name: '_interaction' },
      { ...plain, path },
    ]) {
      expect(chooseCookie({ ...facts, httpOnly: true }).needed).toBe(false);
    }
  });
  test('a readable one that outlives the browser does not', () => {
    expect(chooseCookie({ ...plain, name: 'theme', expiresAt: 1 }).needed).toBe(false);
  });
});

test('a reading is compared by name, domain, path and partition, never by value', () => {
  const inside = { ...plain, partition: 'https://outer.example' };
  const { added, gone } = compareCookies([plain, { ...plain, path: '/a' }], [plain, inside]);
  expect(added).toEqual([inside]);
  expect(gone).toEqual([{ ...plain, path: '/a' }]);
});
