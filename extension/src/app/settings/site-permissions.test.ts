import { expect, test } from 'vitest';
import { patternsOf, sitesOf } from './site-permissions.ts';

const allowed: chrome.permissions.Permissions = {
  permissions: ['storage', 'cookies'],
  origins: ['*://ledger.example/*', '*://*.ledger.example/*', 'http://127.0.0.1/*'],
};

test('the patterns of one host are one site', () => {
  expect(sitesOf(allowed)).toEqual([
    { host: '127.0.0.1', may: ['record', 'cookies'] },
    { host: 'ledger.example', may: ['record', 'cookies'] },
  ]);
});

test('without the permission for cookies a site is only looked at', () => {
  expect(sitesOf({ origins: ['https://a.example/*'] })[0]?.may).toEqual(['record']);
});

test('a host is taken back whole', () => {
  expect(patternsOf(allowed, 'ledger.example')).toEqual([
    '*://ledger.example/*',
    '*://*.ledger.example/*',
  ]);
});
