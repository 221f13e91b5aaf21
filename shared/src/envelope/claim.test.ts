import { beforeAll, describe, expect, it } from 'vitest';
import { randomId16 } from '../base/ids.ts';
import { openClaim, openRelease, sealClaim, sealRelease } from './claim.ts';
import { sealKeys, signKeys } from './keys.ts';
import { randomBytes } from './random.ts';
import { ready, sodium } from './sodium.ts';
import { newOrganization, sealSession } from './specimen.ts';
import type { Claim, Release } from './claim.ts';

beforeAll(ready);

function sample(): Claim {
  return {
    v: 1,
    token: randomBytes(32),
    name: 'run-x-1',
    org: signKeys().kid,
    run: randomId16(),
    attempt: 1,
    slot: { grantSubject: randomId16(), slot: 5 },
    sign: randomBytes(32),
    seal: randomBytes(32),
    fence: {
      eye: 'inspect',
      namespace: true,
      rounds: 1,
      from: 1,
      until: 2,
      refused: ['127.0.0.1:4710'],
    },
  };
}

describe('a claim', () => {
  it('is read by the broker alone', () => {
    const [broker, claim] = [sealKeys(), sample()];
    const sealed = sealClaim(claim, broker.publicKey);
    expect(openClaim(sealed, broker)).toEqual(claim);
    expect(() => openClaim(sealed, sealKeys())).toThrow(
      expect.objectContaining({ code: 'wrong-recipient' }),
    );
    const changed = sealed.map((byte, at) => (at === 60 ? byte ^ 1 : byte));
    expect(() => openClaim(changed, broker)).toThrow(
      expect.objectContaining({ code: 'wrong-recipient' }),
    );
  });

  it('names an order or a slot, never both and never none', () => {
    const [broker, claim] = [sealKeys(), sample()];
    const order = { bytes: randomBytes(4), sig: randomBytes(64) };
    for (const wrong of [
      { ...claim, order },
      { ...claim, slot: undefined },
    ]) {
      const sealed = sealClaim(wrong, broker.publicKey);
      expect(() => openClaim(sealed, broker)).toThrow(
        expect.objectContaining({ code: 'tampered' }),
      );
    }
  });

  it('sealed for another use is refused', () => {
    const broker = sealKeys();
    const sealed = sodium.crypto_box_seal(randomBytes(100), broker.publicKey);
    expect(() => openClaim(sealed, broker)).toThrow(expect.objectContaining({ code: 'tampered' }));
  });
});

describe('its answer', () => {
  it('is read by that pod alone, and holds what opens its envelopes', () => {
    const { admin, charter } = newOrganization();
    const pod = sealKeys();
    const { stub, dek } = sealSession(charter, admin);
    const release: Release = {
      certificate: { bytes: randomBytes(8), sig: randomBytes(64) },
      grant: { file: randomBytes(9), dek: randomBytes(32), sender: admin.sign.publicKey },
      envelopes: [{ stub, dek, sender: admin.sign.publicKey }],
    };
    const sealed = sealRelease(release, pod.publicKey);
    expect(openRelease(sealed, pod)).toEqual(release);
    expect(() => openRelease(sealed, sealKeys())).toThrow(
      expect.objectContaining({ code: 'wrong-recipient' }),
    );
  });
});
