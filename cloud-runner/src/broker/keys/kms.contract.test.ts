import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { freePort } from '../../launcher/free-port.ts';
import { startOpenBao } from '../../../../test/harness/openbao/start-openbao.ts';
import { fileKeeper } from './keys-file.ts';
import { kmsSchema } from './kms-config.ts';
import { keeperOf } from './seed-keeper.ts';
import type { AddressInfo } from 'node:net';
import type { OpenBao } from '../../../../test/harness/openbao/start-openbao.ts';
import type { KmsConfig } from './kms-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'mayfly-kms-'));
const keysFile = join(folder, 'keys');
let bao: OpenBao;

beforeAll(async () => {
  await ready();
  bao = await startOpenBao();
  await keeperOf({ keysFile, kms: bao.config() }).load();
});
afterAll(async () => {
  await bao.stop();
  rmSync(folder, { recursive: true });
});

const loading = (how: Partial<KmsConfig>, key?: string) =>
  keeperOf({ keysFile, kms: { ...bao.config(key), ...how } }).load();

test('another key, another mount, no right and no token are each told apart', async () => {
  const refused = { code: 'kms-refused' };
  await expect(loading({}, 'other')).rejects.toMatchObject({ code: 'keys-not-opened' });
  await expect(loading({ key: 'other' })).rejects.toMatchObject(refused);
  await expect(loading({ mount: 'elsewhere' })).rejects.toMatchObject(refused);
  await expect(loading({ tokenFile: join(folder, 'none') })).rejects.toMatchObject({
    ...refused,
    message: expect.stringContaining(join(folder, 'none')),
  });
});

test('a key service that is away, slow, another, or no OpenBao at all is named', async () => {
  const away = { url: `https://127.0.0.1:${await freePort()}` };
  await expect(loading(away)).rejects.toMatchObject({
    code: 'kms-unreachable',
    message: expect.stringContaining(away.url),
  });
  await expect(loading({ caBundle: undefined })).rejects.toMatchObject({ code: 'kms-unreachable' });

  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const slow = loading({ url: `http://127.0.0.1:${port}`, timeoutMs: 200 });
  await expect(slow).rejects.toThrow('did not answer within 200 ms');
  silent.close();
});

test('a key service is asked by https, with one way in', () => {
  const given = { key: 'mayfly', tokenFile: 'token' };
  const isTaken = (config: object) => kmsSchema.safeParse({ ...given, ...config }).success;
  expect(isTaken({ url: 'https://bao.example' })).toBe(true);
  expect(isTaken({ url: 'http://127.0.0.1:8200' })).toBe(true);
  expect(isTaken({ url: 'http://bao.example' })).toBe(false);
  expect(isTaken({ url: 'https://bao.example', login: { role: 'mayfly' } })).toBe(false);
  expect(isTaken({ url: 'https://bao.example', tokenFile: undefined })).toBe(false);
  expect(isTaken({ url: 'https://bao.example', key: '../sys/seal' })).toBe(false);
});

test('a broker enters by the token of its service account', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = 'https://kubernetes.default.svc';
  await bao.ask('sys/auth/jwt', { type: 'jwt' });
  await bao.ask('auth/jwt/config', {
    jwt_validation_pubkeys: [publicKey.export({ type: 'spki', format: 'pem' })],
    bound_issuer: issuer,
  });
  const subject = 'system:serviceaccount:mayfly-broker:mayfly-broker';
  const role = { role_type: 'jwt', user_claim: 'sub', bound_subject: subject };
  const limits = { bound_audiences: ['bao'], token_policies: ['mayfly'] };
  await bao.ask('auth/jwt/role/mayfly', { ...role, ...limits });
  const tokenOf = (sub: string): string => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const iat = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, sub, aud: 'bao', iat, nbf: iat - 60, exp: iat + 600 };
    const said = `${part({ alg: 'ES256' })}.${part(claims)}`;
    const key = { key: privateKey, dsaEncoding: 'ieee-p1363' as const };
    return `${said}.${sign('sha256', Buffer.from(said), key).toString('base64url')}`;
  };
  const jwtFile = join(folder, 'jwt');
  const login = { path: 'auth/jwt/login', role: 'mayfly', jwtFile };
  writeFileSync(jwtFile, tokenOf(subject));
  await loading({ tokenFile: undefined, login });
  writeFileSync(jwtFile, tokenOf('system:serviceaccount:mayfly-system:mayfly-service'));
  await expect(loading({ tokenFile: undefined, login })).rejects.toMatchObject({
    code: 'kms-refused',
  });
});

test('wrapped keys without a key service, and open keys with one, say what to do', async () => {
  const open = join(folder, 'open');
  const seeds = await fileKeeper(open).load();
  const before = readFileSync(open, 'utf8');
  const wrapping = keeperOf({ keysFile: open, kms: bao.config() }).load();
  await expect(wrapping).rejects.toMatchObject({
    code: 'keys-not-wrapped',
    next: expect.stringContaining('--wrap-keys'),
  });
  expect(readFileSync(open, 'utf8')).toBe(before);
  expect(await fileKeeper(open).load()).toEqual(seeds);
  await expect(fileKeeper(keysFile).load()).rejects.toMatchObject({ code: 'keys-wrapped' });
});

test('a sealed key service is unreachable until it is unsealed', async () => {
  await bao.ask('sys/seal', {}, 'PUT');
  await expect(loading({})).rejects.toMatchObject({
    code: 'kms-unreachable',
    message: expect.stringContaining('sealed'),
  });
});
