import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const loader = '/lib64/ld-linux-x86-64.so.2';

/**
 * The libraries that a program or module in `root` loads at its start, as paths in `root`, the loader included. The
 * loader itself is asked. @throws Error when one is missing
 */
export const librariesOf = async (root: string, binary: string): Promise<string[]> => {
  const { stdout } = await run('chroot', [root, loader, '--list', binary]);
  if (/not found/.test(stdout)) throw new Error(`${binary} misses a library:\n${stdout}`);
  if (/statically linked/.test(stdout)) return [];
  const paths = [...stdout.matchAll(/=> (\/\S+) \(/g)].map(([, path]) => path ?? '');
  return [loader, ...paths];
};
