import { describe, expect, it } from 'vitest';
import { bareAddress, matchesAddress, originOf, shortAddress } from './address.ts';

describe('addresses', () => {
  it('a sentence shows host and path alone', () => {
    expect(shortAddress('https://shop.example/a?token=1#x')).toBe('shop.example/a');
    expect(shortAddress('https://shop.example/')).toBe('shop.example');
  });

  it('query and fragment are left out', () => {
    expect(bareAddress('https://shop.example/a?token=1#x')).toBe('https://shop.example/a');
    expect(bareAddress('about:blank#x')).toBe('about:blank');
  });

  it('only http has an origin', () => {
    expect(originOf('https://shop.example:8443/a')).toBe('https://shop.example:8443');
    expect(originOf('file:///etc/passwd')).toBeUndefined();
  });

  it.each([
    ['https://a.example/x', 'https://a.example/x?q=1#f', true],
    ['https://a.example/x', 'https://a.example/x/', true],
    ['https://a.example/x', 'https://a.example/xy', false],
    ['https://a.example/*/edit', 'https://a.example/42/edit', true],
    ['https://a.example/x?q=1', 'https://a.example/x?q=2', false],
    ['https://a.example/x?q=*', 'https://a.example/x?q=2', true],
    ['https://a.example', 'https://axexample', false],
  ])('%s against %s: %s', (pattern, url, matches) => {
    expect(matchesAddress(pattern, url)).toBe(matches);
  });
});
