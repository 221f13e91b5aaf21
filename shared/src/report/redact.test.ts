import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { Redactor, hiddenMark } from './redact.ts';
import type { ValueKind } from './redact.ts';

const knowing = (kind: ValueKind, ...values: string[]) => {
  const redactor = new Redactor();
  for (const value of values) redactor.learn(kind, value);
  return redactor;
};

const secret = 'pä$$ "w0rd"&<7>/x';
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const everyCharacter = (text: string, spell: (unit: number) => string) =>
  text.replaceAll(/[^]/g, (unit) => spell(unit.charCodeAt(0)));

const spellings: readonly [string, string][] = [
  ['itself', secret],
  ['upper case', secret.toUpperCase()],
  ['reversed', [...secret].toReversed().join('')],
  ['percent', encodeURIComponent(secret)],
  ['percent twice', encodeURIComponent(encodeURIComponent(secret))],
  ['percent, lower case', encodeURIComponent(secret).toLowerCase()],
  ['a form', new URLSearchParams({ p: secret }).toString().slice(2)],
  ['JSON', JSON.stringify(secret)],
  ['JSON in JSON', JSON.stringify(JSON.stringify(secret))],
  ['JSON escapes', everyCharacter(secret, (unit) => `\\u${unit.toString(16).padStart(4, '0')}`)],
  [
    'HTML',
    secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;'),
  ],
  ['HTML numbers', everyCharacter(secret, (unit) => `&#${unit};`)],
  ['hex', Buffer.from(secret).toString('hex')],
  ['hex of UTF-16', utf16(secret).toString('hex')],
  ['UTF-16 read as bytes', utf16('pa55w0rd-x').toString('latin1')],
  ['base64 of UTF-16', utf16(secret).toString('base64')],
];

describe('a known value is hidden', () => {
  it.each(spellings)('spelled as %s', (_name, spelled) => {
    const redacted = knowing('secret', secret, 'pa55w0rd-x').redact(`before ${spelled} after`);
    expect(redacted).toContain(hiddenMark);
    expect(redacted.replaceAll(/before|after|\s|["'\\]|\[hidden\]/g, '').length).toBeLessThan(4);
  });

  it.each(['', 'a', 'ab', 'abc'])('in base64, %j before it and something after', (before) => {
    const value = 'Zq7-canary-value-19';
    const redactor = knowing('cookie', value);
    for (const encoding of ['base64', 'base64url'] as const) {
      const text = Buffer.from(`${before}${value}~~`).toString(encoding);
      expect(redactor.redact(text)).toMatch(/^.{0,4}\[hidden\].{0,6}$/);
    }
  });

  it('by its beginning', () => {
    const redactor = knowing('cookie', 'q8Zr4tYp1LmN0xVb');
    expect(redactor.redact('token q8Zr4tYp…')).toBe(`token ${hiddenMark}…`);
    expect(redactor.redact('q8Zr4t')).toBe('q8Zr4t');
  });

  it('by the long parts and the decoded form of a composed cookie', () => {
    const redactor = knowing('cookie', 's%3AabcdEFGH12345678.signature0987654321');
    expect(redactor.redact('id abcdEFGH12345678')).not.toContain('abcd');
    expect(redactor.redact('signature0987654321')).toBe(hiddenMark);
  });

  it('from the moment it is learned, the rotated one too', () => {
    const redactor = knowing('cookie', 'first-11111111');
    expect(redactor.hides('second-2222222')).toBe(false);
    redactor.learn('cookie', 'second-2222222');
    expect(redactor.redact('first-11111111 second-2222222')).toBe(`${hiddenMark} ${hiddenMark}`);
    expect(redactor.hidden).toBe(2);
  });

  it('leaves the rest as it is', () => {
    const redactor = knowing(
      'cookie',
      'true',
      'https://shop.example/start?x=1',
      'preferences-for-all',
    );
    expect(redactor.redact('https://shop.example/other is true, preferences')).toBe(
      'https://shop.example/other is true, preferences',
    );
  });

  it('quickly, though there are many and the text is long', () => {
    const values = Array.from(
      { length: 200 },
      (_, at) => `${at}-value-${(at * 7919).toString(36)}-canary`,
    );
    const redactor = knowing('cookie', ...values);
    const text = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit. '.repeat(5000);
    const startedAt = performance.now();
    expect(redactor.hides(text)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(1500);
  });
});

describe('what looks like a secret is hidden', () => {
  it.each([
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl',
    'Authorization: Bearer abcdef0123456789',
    'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
    'https://a.example/x?access_token=abcd1234&y=1',
    'AKIAIOSFODNN7EXAMPLE',
    'card 4111 1111 1111 1111',
    '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----',
  ])('%s', (text) => {
    expect(new Redactor().redact(text)).toContain(hiddenMark);
  });

  it.each([
    'Invoice 4111111111111112',
    '018f3c2e-7b1a-7c3d-9e4f-5a6b7c8d9e0f',
    'Total 1,234,567.89',
    'https://a.example/codes?page=2',
    'ada@example.org',
  ])('%s stays', (text) => {
    expect(new Redactor().redact(text)).toBe(text);
  });

  it('addresses of people, where chosen', () => {
    expect(new Redactor({ emails: true }).redact('to ada@example.org')).toBe(`to ${hiddenMark}`);
  });
});
