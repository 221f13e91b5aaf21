import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { fromBase64url, toBase64url } from '@mayfly/shared/base/ids.ts';
import { makeSeeds } from './broker-keys.ts';
import type { BrokerSeeds } from './broker-keys.ts';

const seed = z
  .string()
  .transform(fromBase64url)
  .refine((bytes) => bytes.length === 32, 'A key is 32 bytes');

const keysSchema = z.strictObject({
  v: z.literal(1),
  identity: seed,
  claim: seed,
  masters: z.array(seed).min(1),
});

/**
 * The broker's secrets, from `file`; made and written with mode 0600 when there is no such file. Throws when others may
 * read it: whoever holds these opens everything that is sealed to the broker.
 */
export function loadSeeds(file: string): BrokerSeeds {
  const seeds = makeSeeds();
  if (create(file, writeSeeds(seeds))) return seeds;
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new Error(`${file} may be read by others: chmod 600`);
  }
  const { v: _, ...kept } = keysSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return kept;
}

function writeSeeds({ identity, claim, masters }: BrokerSeeds): string {
  return JSON.stringify({
    v: 1,
    identity: toBase64url(identity),
    claim: toBase64url(claim),
    masters: masters.map(toBase64url),
  });
}

/** Whether the file was made now; an existing one is never touched. */
function create(file: string, content: string): boolean {
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
