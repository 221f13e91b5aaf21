import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { EngineError } from '@mayfly/shared/base/errors.ts';
import { askJson } from './ask-json.ts';
import type { KmsConfig } from './kms-config.ts';
import type { Kms } from './kms.ts';

const loggedIn = z.object({ auth: z.object({ client_token: z.string() }) });
const encrypted = z.object({ data: z.object({ ciphertext: z.string().startsWith('vault:') }) });
const decrypted = z.object({ data: z.object({ plaintext: z.base64() }) });
const refused = z.object({ errors: z.array(z.string()) });

/**
 * The transit engine of OpenBao (https://openbao.org/api-docs/secret/transit/), asked for each secret with a token that is
 * fetched for it and forgotten.
 */
export function openBaoTransit(config: KmsConfig): Kms {
  const ask = async <T>(path: string, body: object, answer: z.ZodType<T>, token?: string) => {
    const { status, json } = await send(config, path, body, token);
    if (status >= 400) throw refusalOf(config, status, json);
    const parsed = answer.safeParse(json);
    if (parsed.success) return parsed.data;
    throw new EngineError('kms-refused', { message: `${config.url} is no OpenBao.` });
  };
  const enter = async (): Promise<string> => {
    const { login, tokenFile } = config;
    if (!login) return fileOf(tokenFile ?? '');
    const shown = { role: login.role, jwt: fileOf(login.jwtFile) };
    return (await ask(login.path, shown, loggedIn)).auth.client_token;
  };
  const transit = async <T>(act: string, body: object, answer: z.ZodType<T>): Promise<T> =>
    ask(`${config.mount}/${act}/${config.key}`, body, answer, await enter());
  return {
    async wrap(secret) {
      const plaintext = Buffer.from(secret).toString('base64');
      return (await transit('encrypt', { plaintext }, encrypted)).data.ciphertext;
    },
    async unwrap(ciphertext) {
      const { plaintext } = (await transit('decrypt', { ciphertext }, decrypted)).data;
      return new Uint8Array(Buffer.from(plaintext, 'base64'));
    },
  };
}

async function send(config: KmsConfig, path: string, body: object, token?: string) {
  const { url, namespace, timeoutMs, caBundle } = config;
  const headers = {
    ...(token !== undefined && { 'x-vault-token': token }),
    ...(namespace !== undefined && { 'x-vault-namespace': namespace }),
  };
  try {
    const address = new URL(`v1/${path}`, url.endsWith('/') ? url : `${url}/`);
    return await askJson(address, { body, headers, timeoutMs, caBundle });
  } catch (cause) {
    const isSlow = cause instanceof Error && cause.name === 'TimeoutError';
    const how = isSlow ? `did not answer within ${timeoutMs} ms` : 'is not reached';
    throw new EngineError('kms-unreachable', { message: `The key service ${url} ${how}.`, cause });
  }
}

/** What its answer means. Its own words tell nothing of what was asked for. */
function refusalOf({ url, mount, key }: KmsConfig, status: number, json: unknown): EngineError {
  const said = refused.safeParse(json).data?.errors.join(' ') ?? '';
  const words = `The key service ${url} answers ${status}${said && `: ${said}`}`;
  if (status >= 500 || status === 429)
    return new EngineError('kms-unreachable', { message: words });
  if (status !== 400 || !/key not found|authentication failed|ciphertext/.test(said)) {
    return new EngineError('kms-refused', { message: `${words} (${mount}, key ${key})` });
  }
  return new EngineError('keys-not-opened', {
    message: `Key ${key} of ${mount} at ${url} does not open the keys file: ${said}.`,
  });
}

function fileOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new EngineError('kms-refused', {
      message: `The token for the key service cannot be read from ${path}.`,
      cause,
    });
  }
}
