import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The top of the checkout. */
export const top = join(import.meta.dirname, '../../..');

/** Something that is made from sources, and made again only when these changed. */
export type Build = {
  /** Files and folders from the top, as globs. */
  sources: readonly string[];
  /** A file that exists once it is made. */
  output: string;
  make: () => Promise<void>;
};

const isSource = (path: string): boolean =>
  !/(^|[\\/])(node_modules|dist|\.wxt|\.output)([\\/]|$)|\.test\.tsx?$/.test(path);

/** The digest of all sources, names and bytes. */
const digestOf = (sources: readonly string[]): string => {
  const hash = createHash('sha256');
  const found = globSync([...sources], { cwd: top, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => isSource(path.slice(top.length)))
    .toSorted();
  for (const path of found) hash.update(`${path.slice(top.length)}\0`).update(readFileSync(path));
  return hash.digest('hex');
};

/** Makes it when it is missing or its sources changed. Answers whether it was made now. */
export const buildWhenStale = async ({ sources, output, make }: Build): Promise<boolean> => {
  const note = `${output}.sources`;
  const digest = digestOf(sources);
  if (existsSync(output) && existsSync(note) && readFileSync(note, 'utf8') === digest) return false;
  rmSync(note, { force: true });
  mkdirSync(dirname(output), { recursive: true });
  await make();
  writeFileSync(note, digest);
  return true;
};
