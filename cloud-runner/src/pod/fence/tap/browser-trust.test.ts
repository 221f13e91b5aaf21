import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { rootCertificates } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { trustInBrowser } from './browser-trust.ts';

let profile: string;
let file: string;

beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'mayfly-trust-'));
  file = join(profile, '.pki/nssdb/cert9.db');
});

afterEach(() => rm(profile, { recursive: true }));

test('all authorities of a bundle are trusted for web sites and nothing else', async () => {
  const bundle = rootCertificates.slice(0, 100);
  await trustInBrowser(profile, undefined, bundle.join('\n'));
  const database = new DatabaseSync(file);
  const count = (where: string) =>
    database.prepare(`SELECT count(*) AS rows FROM nssPublic WHERE ${where}`).get()?.['rows'];
  expect(count("a0 = x'00000001'")).toBe(100);
  expect(count("ace536358 = x'ce534352' AND ace536359 = x'ce534353'")).toBe(100);
  database.close();
  expect(statSync(join(profile, '.pki/nssdb')).mode & 0o777).toBe(0o700);
});

test('without a bundle nothing is written', async () => {
  await trustInBrowser(profile, undefined);
  expect(existsSync(file)).toBe(false);
});

test('what is no bundle is refused', async () => {
  await expect(trustInBrowser(profile, undefined, 'ca.pem')).rejects.toThrow('no certificate');
});
