import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { statSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { EngineError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url, toBase64url } from '@mayfly/shared/base/ids.ts';
import { makeSeeds } from './broker-keys.ts';
import type { BrokerSeeds } from './broker-keys.ts';
import type { SeedKeeper } from './seed-keeper.ts';

const seed = z
  .string()
  .transform(fromBase64url)
  .refine((bytes) => bytes.length === 32, 'A key is 32 bytes');

const openSchema = z.strictObject({
  v: z.literal(1),
  identity: seed,
  claim: seed,
  masters: z.array(seed).min(1),
});

const wrappedSchema = z.strictObject({
  v: z.literal(2),
  /** The key of the sealed text, wrapped by the key service. */
  wrapped: z.string(),
  nonce: z.string().transform(fromBase64url),
  sealed: z.string().transform(fromBase64url),
});

const keptSchema = z.discriminatedUnion('v', [openSchema, wrappedSchema]);

/** What a keys file holds: the secrets, or the secrets sealed under a key that a key service wrapped. */
export type Kept = z.infer<typeof keptSchema>;

/** Keeps the secrets open in `file`, mode 0600: whoever holds it opens everything that is sealed to the broker. */
export function fileKeeper(file: string): SeedKeeper {
  return {
    async load() {
      const seeds = makeSeeds();
      if (createKept(file, writeSeeds(seeds))) return seeds;
      const kept = readKept(file);
      if (kept.v === 2) throw new EngineError('keys-wrapped');
      return seedsOf(kept);
    },
  };
}

/** What `file` holds. Throws when others may read it, and when it is no keys file. */
export function readKept(file: string): Kept {
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new Error(`${file} may be read by others: chmod 600`);
  }
  try {
    return keptSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // What is wrong with it is not told: it may hold a part of a key.
    throw new EngineError('keys-not-opened', {
      message: `${file} is no keys file, or a part of one.`,
    });
  }
}

/** As {@link readKept}; `undefined` where there is no file yet. */
export function findKept(file: string): Kept | undefined {
  return existsSync(file) ? readKept(file) : undefined;
}

/** The secrets of an open keys file. */
export function seedsOf({ identity, claim, masters }: BrokerSeeds): BrokerSeeds {
  return { identity, claim, masters };
}

/** The text of an open keys file. */
export function writeSeeds({ identity, claim, masters }: BrokerSeeds): string {
  return JSON.stringify({
    v: 1,
    identity: toBase64url(identity),
    claim: toBase64url(claim),
    masters: masters.map(toBase64url),
  });
}

/** The secrets in such a text. Throws where it is none. */
export function readSeeds(text: string): BrokerSeeds {
  return seedsOf(openSchema.parse(JSON.parse(text)));
}

/** Whether the file was made now; an existing one is never touched. */
export function createKept(file: string, content: string): boolean {
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, content);
    fsyncSync(handle);
    closeSync(handle);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Puts another content in the place of the file's, whole or not at all. */
export function replaceKept(file: string, content: string): void {
  const fresh = `${file}.${process.pid}`;
  rmSync(fresh, { force: true });
  createKept(fresh, content);
  renameSync(fresh, file);
}
