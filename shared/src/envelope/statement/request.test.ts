import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../base/bytes.ts';
import { signKeys } from '../keys.ts';
import { ready } from '../sodium.ts';
import { authorize, checkRequest, readAuthorization, requestSkewMs } from './request.ts';

beforeAll(ready);

const now = 1_800_000_000_000;
const asked = { method: 'POST', path: '/runs?x=1', body: utf8('{}') } as const;
const code = (wanted: string) => expect.objectContaining({ code: wanted });

function sample(at = now) {
  const keys = signKeys();
  const header = authorize({ ...asked, org: signKeys().kid, at }, keys);
  return { keys, header, ...readAuthorization(header) };
}

describe('a signed request', () => {
  it('names its key, and is good for exactly what was asked', () => {
    const { keys, header, signed, said } = sample();
    expect(header).toMatch(/^Mayfly [\w-]+\.[\w-]+$/);
    expect(said.by).toBe(keys.kid);
    expect(checkRequest(signed, keys.publicKey, { ...asked, now })).toMatchObject({
      path: '/runs?x=1',
      by: keys.kid,
    });
    for (const change of [{ method: 'PUT' } as const, { path: '/runs' }, { body: utf8('{ }') }]) {
      expect(() => checkRequest(signed, keys.publicKey, { ...asked, ...change, now })).toThrow(
        code('tampered'),
      );
    }
  });

  it('never has the same nonce twice', () => {
    const keys = signKeys();
    const nonces = [1, 2].map(() =>
      readAuthorization(authorize({ ...asked, at: now }, keys)).said.nonce.join(),
    );
    expect(new Set(nonces).size).toBe(2);
  });

  it('holds 5 minutes either way, and names the server’s time beyond', () => {
    for (const at of [now - requestSkewMs, now + requestSkewMs]) {
      const { signed, keys } = sample(at);
      expect(() => checkRequest(signed, keys.publicKey, { ...asked, now })).not.toThrow();
    }
    for (const at of [now - requestSkewMs - 1, now + requestSkewMs + 1]) {
      const { signed, keys } = sample(at);
      expect(() => checkRequest(signed, keys.publicKey, { ...asked, now })).toThrow(
        expect.objectContaining({
          code: 'clock-off',
          message: expect.stringContaining('2027-01-15T08:00:00.000Z'),
        }),
      );
    }
  });

  it('by another key, or none at all, is unsigned', () => {
    const { signed, header } = sample();
    expect(() => checkRequest(signed, signKeys().publicKey, { ...asked, now })).toThrow(
      code('unsigned'),
    );
    for (const wrong of [
      undefined,
      '',
      'Bearer x',
      'Mayfly x',
      `${header}.x`,
      header.replace('.', '!'),
    ]) {
      expect(() => readAuthorization(wrong)).toThrow(code('unsigned'));
    }
  });
});
