import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { anchorSchema } from '@mayfly/shared/api/anchor.ts';
import { birthSchema } from '@mayfly/shared/api/birth.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { sealKeys, signKeys } from '@mayfly/shared/envelope/keys.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import type { Anchor } from '@mayfly/shared/api/anchor.ts';
import type { Birth } from '@mayfly/shared/api/birth.ts';
import type { SealKeys, SignKeys } from '@mayfly/shared/envelope/keys.ts';

/** A pod just born: what it was told, what it trusts, and keys that nobody else has seen. */
export type Self = {
  readonly birth: Birth;
  readonly token: Uint8Array;
  readonly anchor: Anchor;
  readonly sign: SignKeys;
  readonly seal: SealKeys;
};

/** Reads what the pod is told on its standard input, and the anchor; makes its keys. Throws a ZodError on bad input. */
export async function beBorn(input: NodeJS.ReadableStream): Promise<Self> {
  const [told] = await Promise.all([text(input), ready()]);
  const birth = birthSchema.parse(JSON.parse(told));
  const anchor = anchorSchema.parse(JSON.parse(await readFile(birth.anchorFile, 'utf8')));
  return { birth, token: fromBase64url(birth.token), anchor, sign: signKeys(), seal: sealKeys() };
}
