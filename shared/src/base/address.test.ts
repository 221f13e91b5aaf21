import { describe, expect, it } from 'vitest';
import { bareAddress, matchesAddress, originOf, shortAddress, steadyPath } from './address.ts';

describe('addresses', () => {
  it('a sentence shows host and path alone', () => {
    expect(shortAddress('https://shop.example/a?token=1#x')).toBe('shop.example/a');
    expect(shortAddress('https://shop.example/')).toBe('shop.example');
  });

  it('query and fragment are left out', () => {
    expect(bareAddress('https://shop.example/a?token=1#x')).toBe('https://shop.example/a');
    expect(bareAddress('about:blank#x')).toBe('about:blank');
  });

  it.each([
    ['/interaction/TUHoJKs9aFxI1MPWu7GE_lhiumuKEKRsYuouJCzXCax', '/interaction'],
    ['/flows/0b8f2c1e-77aa-4d0e-9b1c-2f00aa11bb22/submit', '/flows'],
    [
      '/TUHoJKs9aFxI1MPWu7GE_lhiumuKEKRsYuouJCzXCax',
      '/TUHoJKs9aFxI1MPWu7GE_lhiumuKEKRsYuouJCzXCax',
    ],
    ['/invoices/1041/approve', '/invoices/1041/approve'],
    ['/reports/yearly-overview-of-sales-2026', '/reports/yearly-overview-of-sales-2026'],
    ['/', '/'],
  ])('%s names the same place next time by %s', (path, steady) => {
    expect(steadyPath(path)).toBe(steady);
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
