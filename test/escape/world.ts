import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { nameServer } from './sink/sink.ts';

/**
 * Makes a network in which all of 11.0.0.0/8 is here, names are asked of the sink alone, and nothing leads out; a way that
 * leads nowhere lets a browser think that it is on line. Then becomes the program.
 */
const script = `
ip link set lo up && ip route add local 11.0.0.0/8 dev lo && ip addr add 11.0.0.1/32 dev lo &&
ip link add v0 type veth peer name v1 && ip addr add 11.200.0.1/24 dev v0 && ip link set v0 up && ip link set v1 up &&
ip route add default via 11.200.0.2 dev v0 && mount --bind "$1" /etc/resolv.conf || exit 70
shift
exec "$@"
`;

/** Runs a program of this folder in a world of its own, and answers what it printed, as JSON. Throws where it fails. */
export async function inWorld(program: string, task: object): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-world-'));
  const names = join(folder, 'resolv.conf');
  writeFileSync(names, `nameserver ${nameServer}\n`);
  const identity = process.getuid?.() === 0 ? [] : ['-U', '--map-current-user', '--keep-caps'];
  const inside = [process.execPath, '--no-warnings', join(import.meta.dirname, program)];
  const child = spawn(
    'unshare',
    [...identity, '-nm', 'sh', '-c', script, 'sh', names, ...inside, JSON.stringify(task)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [said, complained, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  rmSync(folder, { recursive: true });
  if (code !== 0) throw new Error(`the world ended with ${code}: ${complained}`);
  return JSON.parse(said);
}
