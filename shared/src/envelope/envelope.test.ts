import { beforeAll, describe, expect, it } from 'vitest';
import { randomId16 } from '../base/ids.ts';
import { decode, encode } from './codec.ts';
import {
  fileCodec,
  headerOf,
  isSealedBy,
  largestFile,
  purposes,
  readStub,
  writeStub,
} from './format.ts';
import { sealKeys, signKeys } from './keys.ts';
import { checkCommit, checkStub, open, unwrapDek } from './open.ts';
import { randomBytes } from './random.ts';
import { seal, wrapDek } from './seal.ts';
import { ready } from './sodium.ts';
import type { Purpose } from './format.ts';
import type { Expected } from './open.ts';
import type { Sealed } from './seal.ts';

beforeAll(ready);

const failures = /^(tampered|unknown-version|unknown-sender|wrong-.*|expired)$/;

function sample(purpose: Purpose, plain = randomBytes(40)) {
  const [sender, reader, org] = [signKeys(), sealKeys(), signKeys().kid];
  const owned = purpose === 'session' || purpose === 'secret';
  const label = {
    purpose,
    org,
    subject: randomId16(),
    createdAt: 1,
    ...(owned && { owner: randomId16(), scope: signKeys().kid }),
  };
  const sealed = seal({ ...label, plain, sender, recipients: [reader.publicKey] });
  const expected: Expected = {
    purpose,
    org,
    subject: label.subject,
    id: sealed.id,
    senderOf: (header) => (header.sender === sender.kid ? sender.publicKey : undefined),
    now: 2,
  };
  return { sealed, expected, sender, reader, plain, label };
}

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'none';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('an envelope', () => {
  it.each(purposes)('of %s opens for its reader and with its data key', (purpose) => {
    const { sealed, expected, reader, plain } = sample(purpose);
    expect(open(sealed.file, expected, [sealKeys(), reader]).plain).toEqual(plain);
    expect(open(sealed.file, expected, sealed.dek).header).toEqual(sealed.header);
  });

  it.each(purposes)('of %s with any one byte changed is refused', (purpose) => {
    const { sealed, expected, reader } = sample(purpose);
    const changed = sealed.file.slice();
    const opened: number[] = [];
    for (let at = 0; at < changed.length; at++) {
      const before = changed[at] as number;
      changed[at] = before ^ (1 << (at % 8));
      if (!failures.test(codeOf(() => open(changed, expected, [reader])))) opened.push(at);
      changed[at] = before;
    }
    expect(opened).toEqual([]);
    expect(codeOf(() => open(changed, expected, [reader]))).toBe('none');
  });

  it('with a part of another, equal in everything but that, is refused', () => {
    const { sealed, expected, reader, sender, label, plain } = sample('report');
    const other = seal({ ...label, plain, sender, recipients: [reader.publicKey] });
    const [mine, theirs] = [decode(fileCodec, sealed.file), decode(fileCodec, other.file)];
    for (const part of ['commit', 'nonce', 'body', 'sig', 'wraps'] as const) {
      const swapped = encode(fileCodec, { ...mine, [part]: theirs[part] });
      expect(codeOf(() => open(swapped, expected, [reader]))).toBe('tampered');
    }
    expect(codeOf(() => open(other.file, expected, [reader]))).toBe('wrong-id');
  });

  it('shows nothing of how long what it holds is', () => {
    const sizes = [0, 1, 500, 1023].map(
      (size) => sample('report', randomBytes(size)).sealed.file.length,
    );
    expect(new Set(sizes).size).toBe(1);
  });

  it('of 32 MiB can be sealed and opened, a larger one cannot', { timeout: 60_000 }, () => {
    const { sealed, expected, plain } = sample('artifact', new Uint8Array(32 * 1024 * 1024));
    expect(sealed.file.length).toBeLessThan(largestFile);
    expect(open(sealed.file, expected, sealed.dek).plain.length).toBe(plain.length);
    expect(() => sample('artifact', new Uint8Array(32 * 1024 * 1024 + 1))).toThrow(TypeError);
    const file = new Uint8Array(largestFile + 1);
    expect(codeOf(() => open(file, expected, sealed.dek))).toBe('envelope-too-large');
  });

  it('is not sealed with fields that its purpose does not have', () => {
    const { label, plain, sender } = sample('report');
    const sealing = { ...label, plain, sender, recipients: [] };
    expect(() => seal({ ...sealing, notAfter: 9 })).toThrow(TypeError);
    expect(() => seal({ ...sealing, owner: randomId16() })).toThrow(TypeError);
    expect(() => seal({ ...sealing, purpose: 'session' })).toThrow(TypeError);
  });
});

describe('the first failure', () => {
  it('is the error, in the order of the design', () => {
    const { sealed, expected } = sample('report');
    const wrong: [Partial<Expected>, string][] = [
      [{ purpose: 'artifact' }, 'wrong-purpose'],
      [{ senderOf: () => undefined }, 'unknown-sender'],
      [{ org: sealed.id }, 'wrong-organization'],
      [{ subject: randomId16() }, 'wrong-subject'],
      [{ id: expected.org }, 'wrong-id'],
    ];
    for (const [at, [, code]] of wrong.entries()) {
      const all = Object.assign({}, expected, ...wrong.slice(at).map(([change]) => change));
      expect(codeOf(() => open(sealed.file, all, []))).toBe(code);
    }
    expect(codeOf(() => open(sealed.file, expected, []))).toBe('wrong-recipient');
  });

  it('is a false sender even where the key belongs to somebody known', () => {
    const { sealed, expected } = sample('report');
    const other = signKeys();
    const confused = { ...expected, senderOf: () => other.publicKey };
    expect(codeOf(() => open(sealed.file, confused, sealed.dek))).toBe('unknown-sender');
  });
});

describe('the broker', () => {
  it('verifies a stub without the body', () => {
    const { sealed, expected, sender } = sample('session');
    const stub = readStub(writeStub(sealed.stub));
    expect(checkStub(stub, expected)).toEqual(headerOf(stub));
    expect(isSealedBy(stub, sender.publicKey)).toBe(true);
    expect(isSealedBy(stub, signKeys().publicKey)).toBe(false);
  });

  it('refuses organization B’s header with organization A’s wrap', () => {
    const broker = sealKeys();
    const [ofA, ofB] = [sample('session').sealed, sample('session').sealed];
    const wrapOfA = wrapDek(ofA.dek, broker.publicKey);
    expect(codeOf(() => checkCommit(ofA.stub, unwrapDek(wrapOfA, broker)))).toBe('none');
    expect(codeOf(() => checkCommit(ofB.stub, unwrapDek(wrapOfA, broker)))).toBe('tampered');
  });

  it('cannot open a wrap for another key', () => {
    const { dek }: Sealed = sample('session').sealed;
    const wrap = wrapDek(dek, sealKeys().publicKey);
    expect(codeOf(() => unwrapDek(wrap, sealKeys()))).toBe('wrong-recipient');
  });
});
