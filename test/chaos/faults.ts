import { rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { watching } from '../harness/until.ts';
import { processesOf } from '@mayfly/cloud-runner/spawner/processes.ts';
import { openRecords } from '@mayfly/cloud-runner/spawner/records.ts';
import type { Parts } from '@mayfly/cloud-runner/launcher/installation.ts';
import type { Treatment } from './relay.ts';
import type { FaultIn } from './striker.ts';
import type { World } from './world.ts';

/** How long what is frozen, cut off or full stays so, ms. */
const spellMs = 2_000;

/** For longer than a step waits for its mark, ms. */
const awayMs = 8_000;

/** How wrong a clock goes, ms: less than what a door takes for wrong. */
const wrongMs = 200_000;

/** Every fault, by its name. */
export const faults = {
  'service killed': (world) => killPart(world, 'service'),
  'broker killed': (world) => killPart(world, 'broker'),
  'spawner killed': (world) => killPart(world, 'spawner'),
  'pods killed': (world) => signalPods(world, 'SIGKILL', isPodProgram),
  'browsers killed': (world) => signalPods(world, 'SIGKILL', isBrowser),
  'pods asked to end': (world) => signalPods(world, 'SIGTERM', isPodProgram),
  'service frozen': (world) => freezePart(world, 'service'),
  'broker frozen': (world) => freezePart(world, 'broker'),
  'spawner frozen': (world) => freezePart(world, 'spawner'),
  'pods frozen': async (world) => {
    await signalPods(world, 'SIGSTOP', isPodProgram);
    world.later(spellMs, () => signalPods(world, 'SIGCONT', isPodProgram));
  },
  'database killed': (world) => signalDatabase(world, 'SIGKILL'),
  'database restarted': (world) => signalDatabase(world, 'SIGINT'),
  'disk full': async ({ stack, later }) => {
    const filler = join(stack.data, 'filler');
    fill(filler);
    later(spellMs, async () => rmSync(filler, { force: true }));
  },
  'service’s clock fast': (world) => moveClock(world, 'service', wrongMs),
  'service’s clock slow': (world) => moveClock(world, 'service', -wrongMs),
  'broker’s clock fast': (world) => moveClock(world, 'broker', wrongMs),
  'broker’s clock slow': (world) => moveClock(world, 'broker', -wrongMs),
  'network cut': (world) => cutNetwork(world, spellMs),
  'network cut for long': (world) => cutNetwork(world, awayMs),
  'message lost': async () => 'drop',
  'message twice': async () => 'twice',
  'message late': async () => {
    await watching(spellMs);
  },
} as const satisfies Record<string, FaultIn<World>>;
export type FaultName = keyof typeof faults;

async function killPart({ stack }: World, name: keyof Parts): Promise<void> {
  signal(stack.parts[name].pid(), 'SIGKILL');
}

async function freezePart({ stack, later }: World, name: keyof Parts): Promise<void> {
  const pid = stack.parts[name].pid();
  signal(pid, 'SIGSTOP');
  later(spellMs, async () => signal(pid, 'SIGCONT'));
}

async function cutNetwork(world: World, forMs: number): Promise<Treatment> {
  world.cut(true);
  world.later(forMs, async () => world.cut(false));
  return 'drop';
}

async function moveClock({ clocks, later }: World, name: keyof Parts, ms: number): Promise<void> {
  clocks.set(name, ms);
  later(spellMs, async () => clocks.set(name, 0));
}

async function signalDatabase({ stack }: World, how: NodeJS.Signals): Promise<void> {
  const note = await readFile(join(stack.folders.postgres, 'postmaster.pid'), 'utf8').catch(
    () => '',
  );
  signal(Number(note.split('\n')[0]) || undefined, how);
}

async function signalPods(
  { stack }: World,
  how: NodeJS.Signals,
  isMeant: (command: string) => boolean,
): Promise<void> {
  const { live } = openRecords(join(stack.folders.cage, 'pods.json')).records;
  for (const { tag, user } of live) {
    for (const pid of await processesOf({ tag, user })) {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (isMeant(command)) signal(pid, how);
    }
  }
}

const isPodProgram = (command: string): boolean => command.includes('pod.mjs');
const isBrowser = (command: string): boolean =>
  /chrom|headless/.test(command) && !isPodProgram(command) && !command.includes('--type=');

/** What died meanwhile needs no signal. */
function signal(pid: number | undefined, how: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, how);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

const chunk = Buffer.alloc(256 * 1024);

/** Writes until the disk takes no more. */
function fill(path: string): void {
  for (;;) {
    try {
      writeFileSync(path, chunk, { flag: 'a' });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return;
      throw error;
    }
  }
}
