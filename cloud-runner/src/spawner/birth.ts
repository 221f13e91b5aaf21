import { randomBytes } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { id32, toBase64url } from '@mayfly/shared/base/ids.ts';
import type { Birth } from '@mayfly/shared/api/birth.ts';

/** A token for one pod: 32 random bytes for the pod, their hash for the broker. */
export type Token = { token: string; hash: string };

/** Makes a token. The spawner keeps the hash alone. */
export async function makeToken(): Promise<Token> {
  await sodium.ready;
  const bytes = randomBytes(32);
  const hash = id32(sodium.crypto_generichash(32, bytes, null));
  return { token: toBase64url(bytes), hash };
}

/** What a pod is told on its standard input: one line, and then the end. */
export function birthLine(birth: Birth): string {
  return `${JSON.stringify(birth)}\n`;
}
