import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anchorSchema } from '@mayfly/shared/api/anchor.ts';
import { id32, toBase64url } from '@mayfly/shared/base/ids.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { configSchema } from '../config.ts';
import { anchorOf, writeAnchor } from './anchor-file.ts';
import { brokerKeys, makeSeeds } from './broker-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'mayfly-keys-'));

beforeAll(ready);
afterAll(() => rmSync(folder, { recursive: true }));

test('each organization has a seal key of its own, and each master another', () => {
  const seeds = makeSeeds();
  const [one, two] = [id32(randomBytes(32)), id32(randomBytes(32))];
  const keys = brokerKeys({ ...seeds, masters: [...seeds.masters, randomBytes(32)] });
  const kids = [keys.sealOf(one), keys.sealOf(two), keys.sealOf(one, 0)].map(({ kid }) => kid);
  expect(new Set(kids).size).toBe(3);
  expect(keys.masterN).toBe(1);
  expect(() => keys.sealOf(one, 2)).toThrow('destroyed');
});

test('the anchor tells the pods whom to trust, and nobody writes it but the next start', () => {
  const keys = brokerKeys(makeSeeds());
  const config = configSchema.parse({
    databaseUrl: 'postgres://nowhere/broker',
    keysFile: 'keys',
    anchorFile: 'anchor.json',
    brokerUrl: 'http://127.0.0.1:4711',
    serviceUrl: 'http://127.0.0.1:4710',
    targets: ['127.0.0.1:4710'],
    identitySocket: 'identity.sock',
    feedToken: 'x'.repeat(32),
    images: ['sha256:one'],
    eye: 'inspect',
  });
  const file = join(folder, 'anchor.json');
  writeAnchor(file, anchorOf(config, keys));
  writeAnchor(file, anchorOf(config, keys));
  expect(statSync(file).mode & 0o777).toBe(0o444);
  const anchor = anchorSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  expect(anchor.brokerClaim).toBe(toBase64url(keys.claim.publicKey));
  expect(anchor.eye).toBe('inspect');
});
