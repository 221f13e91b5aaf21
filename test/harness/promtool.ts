import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import type { ExecFileSyncOptions } from 'node:child_process';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** The path of Prometheus' own tool for rules: Debian's, unpacked once into `~/.cache/mayfly-promtool`. Three seconds. */
function providePromtool(): string {
  const folder = join(homedir(), '.cache', 'mayfly-promtool');
  const program = join(folder, 'usr', 'bin', 'promtool');
  if (existsSync(program)) return program;
  mkdirSync(dirname(folder), { recursive: true });
  const fresh = mkdtempSync(`${folder}-`);
  const quiet: ExecFileSyncOptions = { cwd: fresh, stdio: ['ignore', 'ignore', 'inherit'] };
  const download = () => execFileSync('apt-get', ['-q', 'download', 'prometheus'], quiet);
  try {
    download();
  } catch {
    execFileSync('apt-get', ['-q', 'update'], quiet);
    download();
  }
  const archive = readdirSync(fresh).find((name) => name.endsWith('.deb')) ?? '';
  execFileSync('dpkg-deb', ['-x', archive, '.'], quiet);
  rmSync(join(fresh, archive));
  rmSync(join(fresh, 'usr', 'bin', 'prometheus'));
  try {
    renameSync(fresh, folder);
  } catch (error) {
    if (!existsSync(program)) throw error; // Another test run was first.
    rmSync(fresh, { recursive: true, force: true });
  }
  return program;
}

/** Runs promtool to its end. Answers whether it was content, and what it said. */
export function promtool(...args: readonly string[]): { isGood: boolean; said: string } {
  const { status, stdout, stderr } = spawnSync(providePromtool(), args, { encoding: 'utf8' });
  return { isGood: status === 0, said: stdout + stderr };
}
