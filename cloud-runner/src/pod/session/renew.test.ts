import { expect, it } from 'vitest';
import { renewedCookies } from './renew.ts';

const cookie = (name: string, value: string, expiresAt?: number) => ({
  name,
  value,
  domain: 'app.example',
  hostOnly: true,
  path: '/',
  secure: true,
  httpOnly: true,
  ...(expiresAt === undefined ? {} : { expiresAt }),
});

it('a cookie that the site gave anew is renewed, with its end', () => {
  const renewed = renewedCookies([cookie('s', 'old', 1)], [cookie('s', 'new', 2), cookie('x', '')]);
  expect(renewed).toEqual([cookie('s', 'new', 2)]);
});

it('a cookie that the site took away does not keep the others from being renewed', () => {
  const renewed = renewedCookies(
    [cookie('flash', 'once', 1), cookie('s', 'old')],
    [cookie('s', 'new')],
  );
  expect(renewed).toEqual([cookie('flash', 'once', 1), cookie('s', 'new')]);
});
