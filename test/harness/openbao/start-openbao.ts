import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from '@mayfly/cloud-runner/launcher/free-port.ts';
import { kmsSchema } from '@mayfly/cloud-runner/broker/keys/kms-config.ts';
import type { KmsConfig } from '@mayfly/cloud-runner/broker/keys/kms-config.ts';
import { until } from '../until.ts';
import { provideOpenBao } from './provide-openbao.ts';

/** A real OpenBao by TLS on loopback, in memory, unsealed, with the transit engine and a key `mayfly`. */
export type OpenBao = {
  readonly url: string;
  /** How a broker enters with a token that may use `key` and nothing else. */
  readonly config: (key?: string, token?: string) => KmsConfig;
  /** Asks as its root. */
  readonly ask: (path: string, body?: object, method?: string) => Promise<unknown>;
  readonly caBundle: string;
  readonly folder: string;
  readonly stop: () => Promise<void>;
};

const root = 'the-root-token-of-the-tests';

const policyOf = (key: string): string =>
  ['encrypt', 'decrypt']
    .map((act) => `path "transit/${act}/${key}" { capabilities = ["update"] }`)
    .join('\n');

/** Starts it, on a free port and in a temporary folder that `stop` removes. */
export async function startOpenBao(): Promise<OpenBao> {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-openbao-'));
  const port = await freePort();
  const url = `https://127.0.0.1:${port}`;
  const plain = `http://127.0.0.1:${await freePort()}`;
  const options = [
    '-dev-tls',
    `-dev-tls-cert-dir=${folder}`,
    `-dev-listen-address=127.0.0.1:${port}`,
    `-dev-root-token-id=${root}`,
    '-dev-no-store-token',
  ];
  const extra = join(folder, 'plain.hcl');
  const { host } = new URL(plain);
  writeFileSync(extra, `listener "tcp" { address = "${host}" tls_disable = true }\n`);
  const child = spawn(provideOpenBao(), ['server', '-dev', ...options, `-config=${extra}`], {
    env: { HOME: folder, PATH: process.env['PATH'] },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit');

  const ask = async (path: string, body?: object, method = 'POST'): Promise<unknown> => {
    const answer = await fetch(`${plain}/v1/${path}`, {
      method,
      headers: { 'x-vault-token': root },
      ...(body && { body: JSON.stringify(body) }),
    });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${said}`);
    return said === '' ? undefined : JSON.parse(said);
  };
  const isUp = async () => {
    const answer = await fetch(`${plain}/v1/sys/health`).catch(() => undefined);
    return answer?.ok || undefined;
  };
  await until(isUp);
  await ask('sys/mounts/transit', { type: 'transit' });
  for (const key of ['mayfly', 'other']) {
    await ask(`transit/keys/${key}`, {});
    await ask(`sys/policies/acl/${key}`, { policy: policyOf(key) });
    const token = (await ask('auth/token/create', { policies: [key] })) as {
      auth: { client_token: string };
    };
    writeFileSync(join(folder, key), `${token.auth.client_token}\n`);
  }
  const caBundle = readFileSync(join(folder, 'vault-ca.pem'), 'utf8');
  return {
    url,
    ask,
    folder,
    caBundle,
    config: (key = 'mayfly', token = key) =>
      kmsSchema.parse({ url, caBundle, key, tokenFile: join(folder, token) }),
    stop: async () => {
      process.off('exit', kill);
      kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
