import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { readKept } from '@mayfly/cloud-runner/broker/keys/keys-file.ts';
import { startOpenBao } from '@mayfly/test/harness/openbao/start-openbao.ts';
import { startTestPostgres } from '@mayfly/test/harness/postgres.ts';
import { prepare } from './prepare.ts';
import type { OpenBao } from '@mayfly/test/harness/openbao/start-openbao.ts';
import type { TestPostgres } from '@mayfly/test/harness/postgres.ts';

const overlay = mkdtempSync(join(tmpdir(), 'mayfly-overlay-'));
const kind = join(import.meta.dirname, '../overlays/kind/settings.json');
let bao: OpenBao;
let postgres: TestPostgres;

beforeAll(async () => {
  [bao, postgres] = await Promise.all([startOpenBao(), startTestPostgres()]);
});
afterAll(async () => {
  await Promise.all([bao.stop(), postgres.stop()]);
  rmSync(overlay, { recursive: true });
});

const made = (file: string): string => readFileSync(join(overlay, 'generated', file), 'utf8');

const preparing = (kms?: object, kmsTokenFile?: string) => {
  const settings = { ...JSON.parse(readFileSync(kind, 'utf8')), ...(kms && { kms }) } as object;
  writeFileSync(join(overlay, 'settings.json'), JSON.stringify(settings));
  const digest = `sha256:${'1'.repeat(64)}`;
  const digests = { run: digest, service: digest, broker: digest, witness: digest };
  const database = postgres.url('postgres');
  const how = { overlay, digests, database, brokerDatabase: database };
  return prepare({ ...how, ...(kmsTokenFile !== undefined && { kmsTokenFile }) });
};

it('an installation whose settings name a key service has its keys wrapped, and stays itself', async () => {
  await preparing();
  const anchor = made('anchor.json');
  const open = readKept(join(overlay, 'generated/keys'));
  expect(open.v).toBe(1);

  const { url, caBundle, tokenFile, key } = bao.config();
  const kms = { url, caBundle, key, login: { role: 'mayfly' } };
  await expect(preparing(kms)).rejects.toThrow('--kms-token-file');
  await preparing(kms, tokenFile);
  expect(readKept(join(overlay, 'generated/keys')).v).toBe(2);
  expect(made('anchor.json')).toBe(anchor);
  await preparing(kms, tokenFile);
  expect(made('anchor.json')).toBe(anchor);

  // The broker enters by its own account, and the operator's token is nowhere.
  const token = readFileSync(tokenFile ?? '', 'utf8').trim();
  for (const file of ['broker.json', 'kustomization.yaml', 'keys']) {
    expect(made(file)).not.toContain(token);
  }
  const { port } = new URL(url);
  expect(made('broker.json')).toContain('auth/kubernetes/login');
  expect(made('kustomization.yaml')).toContain(`\\"port\\":${port}`);
});
