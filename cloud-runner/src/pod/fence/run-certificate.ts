import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { der } from './der.ts';

/** The certificate by which the fence speaks for every site of one run, PEM; and the hash by which one browser trusts it. */
export type RunCertificate = { key: string; certificate: string; spkiHash: string };

const ecdsaWithSha256 = der.sequence(der.oid('2a8648ce3d040302'));
const commonName = der.oid('550403');
const subjectAltName = der.oid('551d11');
const hourMs = 3_600_000;

/**
 * Makes a new key and signs its certificate for these host names, valid from an hour ago for two days. A browser that
 * trusts the hash does not look at the names. Nothing is written down.
 */
export function makeRunCertificate(names: readonly string[] = ['fence.invalid']): RunCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: pem(selfSigned(spki, privateKey, names)),
    spkiHash: createHash('sha256').update(spki).digest('base64'),
  };
}

function selfSigned(spki: Uint8Array, key: KeyObject, hosts: readonly string[]): Uint8Array {
  const now = Date.now();
  const name = der.sequence(der.set(der.sequence(commonName, der.text('Mayfly fence'))));
  const names = der.sequence(...hosts.map((host) => der.implicit(2, Buffer.from(host))));
  const toBeSigned = der.sequence(
    der.tagged(0, der.integer(Uint8Array.of(2))),
    der.integer(Buffer.concat([Uint8Array.of(1), randomBytes(8)])),
    ecdsaWithSha256,
    name,
    der.sequence(der.time(now - hourMs), der.time(now + 48 * hourMs)),
    name,
    spki,
    der.tagged(3, der.sequence(der.sequence(subjectAltName, der.octets(names)))),
  );
  return der.sequence(toBeSigned, ecdsaWithSha256, der.bits(sign('sha256', toBeSigned, key)));
}

function pem(bytes: Uint8Array): string {
  const lines = Buffer.from(bytes).toString('base64').replaceAll(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
