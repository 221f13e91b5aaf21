import { expect, test } from 'vitest';
import { rowOfSignIn } from './sign-in-row.ts';
import type { KnownSignIn } from '../../store/sign-ins.ts';

const day = 86_400_000;
const now = 100 * day;

const cookie = (name: string, expiresAt?: number) => ({
  name,
  domain: 'ledger.example',
  hostOnly: true,
  path: '/',
  httpOnly: true,
  secure: true,
  sameSite: 'lax' as const,
  ...(expiresAt === undefined ? {} : { expiresAt }),
});

const stored: KnownSignIn = {
  subject: 's',
  hosts: ['ledger.example', 'login.example'],
  origins: ['https://ledger.example'],
  salt: '',
  cookies: [cookie('sid', now + day / 2), cookie('long', now + 90 * day)],
  storage: [{ origin: 'https://ledger.example', keys: ['token', 'kind'] }],
  storedAt: now - day,
  deviceBound: false,
};
const around = { automations: [], runs: [], waiting: 0, now };

test('what is counted is named, and nothing else of it is told', () => {
  const row = rowOfSignIn(stored, around);
  expect(row).toMatchObject({ cookies: 2, storageEntries: 2, withHosts: ['login.example'] });
  expect(JSON.stringify(row)).not.toContain('sid');
});

test('the first cookie to end decides how it stands', () => {
  expect(rowOfSignIn(stored, around).health).toEqual({ kind: 'expires', at: now + day / 2 });
});

test('signed out names the run that saw it', () => {
  const seen = { ...stored, works: false, signedOutAt: now, signedOutBy: 'r1' };
  const label = { run: 'r1' } as never;
  const row = rowOfSignIn(seen, { ...around, runs: [{ label, number: 61 }] });
  expect(row.health).toEqual({ kind: 'signed-out', seenAt: now, runNumber: 61 });
});

test('while it is tried, nothing older is claimed', () => {
  const tried = { ...stored, works: true, checkedAt: now, trying: { run: 'r2', since: now } };
  expect(rowOfSignIn(tried, around).health).toEqual({ kind: 'trying' });
});

test('a sign-in that is tied to this device says so until a try has shown otherwise', () => {
  const tied = { ...stored, deviceBound: true };
  expect(rowOfSignIn(tied, around).health.kind).toBe('device-bound');
  expect(rowOfSignIn({ ...tied, works: true }, around).health.kind).toBe('expires');
});
