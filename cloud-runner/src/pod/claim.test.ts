import { expect, describe, test, vi } from 'vitest';
import { signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { randomId16, toBase64url } from '@mayfly/shared/base/ids.ts';
import { openClaim, sealRelease } from '@mayfly/shared/envelope/claim.ts';
import { sealKeys, signKeys } from '@mayfly/shared/envelope/keys.ts';
import { wholeRun } from '@mayfly/shared/envelope/specimen-run.ts';
import { claimKeys } from './claim.ts';
import type { Certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import type { SignKeys } from '@mayfly/shared/envelope/keys.ts';
import type { Self } from './birth.ts';

const { certify, evidence, broker, trust } = wholeRun();
const brokerClaim = sealKeys();
const pod = { sign: signKeys(), seal: sealKeys() };
const own = { sign: pod.sign.publicKey, seal: pod.seal.publicKey };
const fence = { eye: 'tap', namespace: true, rounds: 1, from: 1, until: 2, refused: [] } as const;

const self: Self = {
  ...pod,
  birth: {
    name: 'run-a-1',
    token: async () => new Uint8Array(32),
  } as Self['birth'],
  anchor: {
    brokerSign: toBase64url(broker.publicKey),
    brokerClaim: toBase64url(brokerClaim.publicKey),
  } as Self['anchor'],
};

/** Claims at a door behind which whoever is there answers with this certificate. */
function claimAt(
  change: Partial<Certificate> = {},
  by: SignKeys = broker,
  heard = vi.fn<(body: Uint8Array) => void>(),
) {
  const grant = { file: new Uint8Array(), dek: new Uint8Array(32), sender: new Uint8Array(32) };
  const release = { certificate: certify({ ...own, ...change }, by), grant, envelopes: [] };
  const door = {
    url: 'http://broker.example',
    fetch: async (_: unknown, init?: RequestInit) => {
      heard(init?.body as Uint8Array);
      return new Response(sealRelease(release, pod.seal.publicKey) as Uint8Array<ArrayBuffer>);
    },
  };
  const order = evidence.order && signedToJson(evidence.order);
  const { org } = trust.charter;
  return claimKeys(
    door,
    self,
    { org, run: evidence.run, attempt: 1, ...(order && { order }) },
    fence,
  );
}

describe('a claim', () => {
  test('is answered by the broker of the anchor', async () => {
    expect((await claimAt()).certificate).toMatchObject({ run: evidence.run, uid: 'pod-1' });
  });

  test('can be read by the broker of the anchor alone', async () => {
    const heard = vi.fn<(body: Uint8Array) => void>();
    await claimAt({}, broker, heard);
    const [body = new Uint8Array()] = heard.mock.calls[0] ?? [];
    expect(openClaim(body, brokerClaim).name).toBe('run-a-1');
    expect(() => openClaim(body, sealKeys())).toThrow(/./);
  });

  test('is not answered by another broker, wherever the door led to', async () => {
    await expect(claimAt({}, signKeys())).rejects.toMatchObject({ code: 'unknown-sender' });
  });

  test.each<[string, Partial<Certificate>]>([
    ['another run', { run: randomId16() }],
    ['another attempt', { attempt: 2 }],
    ['another pod’s signing key', { sign: signKeys().publicKey }],
    ['another pod’s sealing key', { seal: sealKeys().publicKey }],
    ['another order', { order: trust.charter.head }],
    ['a slot', { order: undefined, slot: 1 }],
  ])('is not answered by a certificate for %s', async (_, change) => {
    await expect(claimAt(change)).rejects.toMatchObject({ code: 'tampered' });
  });

  test('is not answered by a certificate of another organization', async () => {
    const org = wholeRun().trust.charter.org;
    await expect(claimAt({ org })).rejects.toMatchObject({
      code: 'wrong-organization',
    });
  });
});
