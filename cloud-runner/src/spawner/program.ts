import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The pod's program as this spawner runs it, and the digest by which the broker knows it. */
export type PodProgram = { path: string; digest: string };

/**
 * Takes a copy of the program, once, and its digest from the very same bytes: what is changed at its origin later is
 * neither run nor vouched for.
 */
export function takeProgram(origin: string, runtimeDir: string): PodProgram {
  const bytes = readFileSync(origin);
  const folder = join(runtimeDir, 'program');
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const path = join(folder, 'pod.mjs');
  rmSync(path, { force: true });
  writeFileSync(path, bytes, { mode: 0o444 });
  chmodSync(path, 0o444);
  return { path, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}` };
}
