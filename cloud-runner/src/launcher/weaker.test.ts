import { expect, it } from 'vitest';

import { weakerHere } from './weaker.ts';

it('nothing is weaker as root on Linux with namespaces', () => {
  expect(weakerHere({ platform: 'linux', isRoot: true, hasNamespaces: true })).toEqual([]);
});

it.each([
  ['darwin', false],
  ['win32', false],
  ['linux', false],
] as const)('%s without namespaces says that the proxy stands alone', (platform, hasNamespaces) => {
  const [first] = weakerHere({ platform, isRoot: false, hasNamespaces });
  expect(first).toContain('the proxy alone');
});

it('an ordinary user is told what one user for all parts is worth', () => {
  const [only] = weakerHere({ platform: 'linux', isRoot: false, hasNamespaces: true });
  expect(only).toContain('all parts run as you');
});
