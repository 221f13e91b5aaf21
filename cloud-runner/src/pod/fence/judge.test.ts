import { describe, expect, test } from 'vitest';
import { type Asked, judgeBy } from './judge.ts';
import { rulesFromGrant } from './rules.ts';

const rules = rulesFromGrant({
  origins: ['https://app.test', 'https://shop.test/'],
  writes: [
    { origin: 'https://shop.test:443', methods: ['post'], path: '/api/orders', max: 2 },
    { origin: 'https://shop.test', methods: ['POST'], path: '/graphql', max: 0, reading: true },
    { origin: 'https://shop.test', methods: ['WEBSOCKET'], path: '/live', max: 1 },
  ],
});

function asked(method: string, address: string, headers: Asked['headers'] = {}): Asked {
  return { method, url: new URL(address), headers, upgrade: false };
}

const upgrade = (address: string): Asked => ({ ...asked('GET', address), upgrade: true });

describe('origins', () => {
  test.each([
    ['GET', 'https://app.test/a?b'],
    ['HEAD', 'https://app.test/'],
    ['OPTIONS', 'https://shop.test/api'],
  ])('%s %s may be read', (method, address) => {
    expect(judgeBy(rules).decide(asked(method, address)).kind).toBe('read');
  });

  test.each([
    'http://app.test/',
    'https://app.test:8443/',
    'https://www.app.test/',
    'https://app.test./',
    'https://evil.test/',
  ])('%s is another origin, and refused', (address) => {
    expect(judgeBy(rules).decide(asked('GET', address))).toEqual({
      kind: 'refused',
      reason: 'origin-not-granted',
    });
  });
});

describe('writes', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'FROB', 'TRACE', 'CONNECT', 'get\u0131'])(
    '%s is refused where nothing may be changed',
    (method) => {
      expect(judgeBy(rules).decide(asked(method, 'https://app.test/'))).toMatchObject({
        reason: 'write-not-granted',
      });
    },
  );

  test('a granted write passes as often as it may, and no more', () => {
    const judge = judgeBy(rules).decide;
    const post = asked('POST', 'https://shop.test/api/orders/7');
    expect(judge(post).kind).toBe('write');
    expect(judge(post).kind).toBe('write');
    expect(judge(post)).toMatchObject({ kind: 'refused', reason: 'writes-spent' });
  });

  test('a write that was not sent is not counted', () => {
    const judge = judgeBy(rules).decide;
    const post = asked('POST', 'https://shop.test/api/orders');
    for (let turn = 0; turn < 5; turn += 1) {
      const verdict = judge(post);
      expect(verdict.kind).toBe('write');
      if (verdict.kind === 'write') verdict.undo();
    }
  });

  test('a reading POST is neither counted nor marked', () => {
    const judge = judgeBy(rules).decide;
    const search = asked('POST', 'https://shop.test/graphql');
    for (let turn = 0; turn < 5; turn += 1) expect(judge(search).kind).toBe('read');
  });

  test.each([
    'https://shop.test/api/ordersX',
    'https://shop.test/api',
    'https://shop.test/',
    'https://shop.test/api/orders/../users',
    'https://shop.test/api/orders/%2e%2e/users',
    'https://shop.test/api/orders/%2e%2e%2fusers',
    'https://shop.test/api/orders/%252e%252e%252fusers',
    'https://shop.test/api/orders/..%5cusers',
    'https://shop.test/api/orders/..;/users',
  ])('%s does not lie below the granted path', (address) => {
    expect(judgeBy(rules).decide(asked('POST', address))).toMatchObject({
      reason: 'write-not-granted',
    });
  });

  test.each(['x-http-method-override', 'x-http-method', 'x-method-override'])(
    'a GET that asks by %s to be a DELETE is one',
    (header) => {
      expect(
        judgeBy(rules).decide(asked('GET', 'https://app.test/', { [header]: 'delete' })),
      ).toMatchObject({ reason: 'write-not-granted' });
      expect(
        judgeBy(rules).decide(
          asked('POST', 'https://shop.test/api/orders', { [header]: 'DELETE' }),
        ),
      ).toMatchObject({ reason: 'write-not-granted' });
    },
  );

  test('a POST does not become safe by asking to be a GET', () => {
    const disguised = asked('POST', 'https://app.test/', { 'x-http-method-override': 'GET' });
    expect(judgeBy(rules).decide(disguised).kind).toBe('refused');
  });
});

describe('WebSockets', () => {
  test('one opens where the grant names it', () => {
    expect(judgeBy(rules).decide(upgrade('https://shop.test/live')).kind).toBe('write');
  });

  test.each(['https://shop.test/api/orders', 'https://shop.test/graphql', 'https://app.test/'])(
    'none opens at %s',
    (address) => {
      expect(judgeBy(rules).decide(upgrade(address))).toMatchObject({
        reason: 'websocket-not-granted',
      });
    },
  );
});

describe('passive resources', () => {
  const passive = judgeBy({ ...rules, passive: true }).decide;

  test('an image of an origin not granted passes where the grant says so', () => {
    const image = asked('GET', 'https://cdn.test/a.png', { 'sec-fetch-dest': 'image' });
    expect(passive(image).kind).toBe('read');
    expect(judgeBy(rules).decide(image).kind).toBe('refused');
  });

  test.each([
    ['a script', asked('GET', 'https://cdn.test/a.js', { 'sec-fetch-dest': 'script' })],
    ['a fetch', asked('GET', 'https://cdn.test/a', { 'sec-fetch-dest': 'empty' })],
    ['a document', asked('GET', 'https://cdn.test/a', { 'sec-fetch-dest': 'document' })],
    ['an image over http', asked('GET', 'http://cdn.test/a', { 'sec-fetch-dest': 'image' })],
    ['a posted image', asked('POST', 'https://cdn.test/a', { 'sec-fetch-dest': 'image' })],
    ['a resource without destination', asked('GET', 'https://cdn.test/a')],
  ])('%s does not', (_name, resource) => {
    expect(passive(resource)).toMatchObject({ reason: 'origin-not-granted' });
  });
});
