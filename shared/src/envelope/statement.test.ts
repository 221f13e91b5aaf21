import { beforeAll, describe, expect, it } from 'vitest';
import { signKeys } from './keys.ts';
import { ready } from './sodium.ts';
import { beat } from './statement/beat.ts';
import { receipt } from './statement/receipt.ts';
import { hashOfStatement, read, sameStatement, sign, verify, verifyIn } from './statement.ts';

beforeAll(ready);

function sample() {
  const keys = signKeys();
  const org = signKeys().kid;
  const said = { org, at: 5, seq: 1, head: org, seen: { size: 1, root: new Uint8Array(32) } };
  return { keys, org, said, signed: sign(beat, said, keys) };
}

describe('a statement', () => {
  it('says who made it, and verifies with their key only', () => {
    const { keys, org, said, signed } = sample();
    expect(verifyIn(beat, signed, keys.publicKey, org)).toEqual({ ...said, v: 1, by: keys.kid });
    const other = signKeys();
    expect(() => verify(beat, signed, other.publicKey)).toThrow(
      expect.objectContaining({ code: 'unknown-sender' }),
    );
    expect(() => verifyIn(beat, signed, keys.publicKey, keys.kid)).toThrow(
      expect.objectContaining({ code: 'wrong-organization' }),
    );
  });

  it('with any one byte changed is refused', () => {
    const { keys, signed } = sample();
    for (const part of ['bytes', 'sig'] as const) {
      for (let at = 0; at < signed[part].length; at++) {
        const changed = signed[part].map((byte, index) => (index === at ? byte ^ 4 : byte));
        expect(() => verify(beat, { ...signed, [part]: changed }, keys.publicKey)).toThrow(
          expect.objectContaining({ code: expect.stringMatching(/tampered|unknown-/) }),
        );
      }
    }
  });

  it('of one type is never one of another, even with the same fields', () => {
    const { keys, signed } = sample();
    const alike = { ...beat, type: 'beacon' };
    expect(() => verify(alike, signed, keys.publicKey)).toThrow(
      expect.objectContaining({ code: 'tampered' }),
    );
    expect(() => read(receipt, signed)).toThrow(expect.objectContaining({ code: 'tampered' }));
  });

  it('is known by the hash of its bytes, whatever its signature', () => {
    const { signed } = sample();
    const resigned = { ...signed, sig: new Uint8Array(64) };
    expect(hashOfStatement(resigned)).toBe(hashOfStatement(signed));
    expect(sameStatement(resigned, signed)).toBe(false);
  });
});
