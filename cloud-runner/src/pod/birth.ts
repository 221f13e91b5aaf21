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
import { bornOnCluster } from './birth-on-cluster.ts';

/** What a pod knows of itself, told or found. */
export type Circumstances = Omit<Birth, 'token'> & {
  /** What proves to the broker which pod this is, as it is now. */
  readonly token: () => Promise<Uint8Array>;
};

/** A pod just born: what it was told, what it trusts, and keys that nobody else has seen. */
export type Self = {
  readonly birth: Circumstances;
  readonly anchor: Anchor;
  readonly sign: SignKeys;
  readonly seal: SealKeys;
};

/**
 * Reads what the pod is told, on its standard input or, on a cluster, in files; and the anchor; makes its keys. Throws a
 * ZodError on bad input.
 */
export async function beBorn(input: NodeJS.ReadableStream): Promise<Self> {
  const [birth] = await Promise.all([circumstances(input), ready()]);
  const anchor = anchorSchema.parse(JSON.parse(await readFile(birth.anchorFile, 'utf8')));
  return { birth, anchor, sign: signKeys(), seal: sealKeys() };
}

async function circumstances(input: NodeJS.ReadableStream): Promise<Circumstances> {
  const found = await bornOnCluster();
  if (found) return found;
  const { token, ...birth } = birthSchema.parse(JSON.parse(await text(input)));
  const bytes = fromBase64url(token);
  return { ...birth, token: async () => bytes };
}
