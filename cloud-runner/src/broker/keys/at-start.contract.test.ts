import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Client } from 'pg';
import { freePort } from '../../launcher/free-port.ts';
import { startOpenBao } from '../../../../test/harness/openbao/start-openbao.ts';
import { startTestPostgres } from '../../../../test/harness/postgres.ts';
import { until } from '../../../../test/harness/until.ts';
import type { ConfigFile } from '../config.ts';
import type { OpenBao } from '../../../../test/harness/openbao/start-openbao.ts';
import type { TestPostgres } from '../../../../test/harness/postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'mayfly-broker-start-'));
const main = join(import.meta.dirname, '../main.ts');
let bao: OpenBao;
let postgres: TestPostgres;
let config: ConfigFile;

beforeAll(async () => {
  [bao, postgres] = await Promise.all([startOpenBao(), startTestPostgres()]);
  const port = await freePort();
  config = {
    port,
    databaseUrl: (await postgres.databases()).broker,
    keysFile: join(folder, 'keys'),
    anchorFile: join(folder, 'anchor.json'),
    brokerUrl: `http://127.0.0.1:${port}`,
    serviceUrl: 'http://127.0.0.1:4710',
    targets: ['127.0.0.1:4710'],
    identitySocket: join(folder, 'identity.sock'),
    feedToken: 'x'.repeat(32),
    images: ['sha256:one'],
  };
});
afterAll(async () => {
  await Promise.all([bao.stop(), postgres.stop()]);
  rmSync(folder, { recursive: true });
});

const start = (how: Partial<ConfigFile>, ...options: string[]) => {
  const file = join(folder, 'broker.json');
  writeFileSync(file, JSON.stringify({ ...config, ...how }));
  return spawn(process.execPath, [main, '--config', file, ...options], { stdio: 'pipe' });
};

/** Starts the broker where it must end by itself. */
const ending = async (how: Partial<ConfigFile>, ...options: string[]) => {
  const child = start(how, ...options);
  const [said, told, [code]] = await Promise.all([
    text(child.stderr),
    text(child.stdout),
    once(child, 'exit'),
  ]);
  return { said, told, code: code as number | null };
};

/** Starts it, and answers the identity that its pods trust. */
const identityWith = async (how: Partial<ConfigFile>): Promise<string> => {
  const child = start(how);
  await until(async () => {
    if (child.exitCode !== null) throw new Error(await text(child.stderr));
    const answer = await fetch(`${config.brokerUrl}/readyz`).catch(() => undefined);
    return answer?.ok || undefined;
  });
  child.kill('SIGTERM');
  await once(child, 'exit');
  return (JSON.parse(readFileSync(config.anchorFile, 'utf8')) as { brokerSign: string }).brokerSign;
};

const tables = async (): Promise<number> => {
  const client = new Client(config.databaseUrl);
  await client.connect();
  const { rowCount } = await client.query(`select from pg_tables where schemaname = 'public'`);
  await client.end();
  return rowCount ?? 0;
};

test('without its key service a broker says what to do, and begins nothing', async () => {
  const url = `https://127.0.0.1:${await freePort()}`;
  const { said, told, code } = await ending({ kms: { ...bao.config(), url } });
  expect(said).toMatch(/^kms-unreachable: .*is not reached\. Start or unseal it.*\n$/);
  expect([told, code]).toEqual(['', 1]);
  expect([existsSync(config.keysFile), existsSync(config.anchorFile)]).toEqual([false, false]);
  expect(await tables()).toBe(0);
});

test('an installation changes from the file to a key service, and stays itself', async () => {
  const identity = await identityWith({});
  const open = readFileSync(config.keysFile, 'utf8');
  const kms = bao.config();

  const early = await ending({ kms });
  expect(early.said).toContain('keys-not-wrapped: ');
  expect(early.said).toContain('--wrap-keys');

  // A key service that will not leaves the keys as they are.
  const refused = await ending({ kms: bao.config('mayfly', 'other') }, '--wrap-keys');
  expect(refused.said).toContain('kms-refused: ');
  expect(readFileSync(config.keysFile, 'utf8')).toBe(open);

  const wrapped = await ending({ kms }, '--wrap-keys');
  expect([wrapped.told, wrapped.said, wrapped.code]).toEqual([
    expect.stringContaining('is wrapped by key mayfly'),
    '',
    0,
  ]);
  const { identity: seed } = JSON.parse(open) as { identity: string };
  expect(readFileSync(config.keysFile, 'utf8')).not.toContain(seed);
  expect(await identityWith({ kms })).toBe(identity);
  expect((await ending({})).said).toContain('keys-wrapped: ');
});

test('after a new version of the key, wrapping again serves, and then the old one may go', async () => {
  const kms = bao.config();
  const identity = await identityWith({ kms });
  await bao.ask('transit/keys/mayfly/rotate', {});
  expect((await ending({ kms }, '--wrap-keys')).code).toBe(0);
  await bao.ask('transit/keys/mayfly/config', { min_decryption_version: 2 });
  expect(await identityWith({ kms })).toBe(identity);
});
