import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@mayfly/cloud-runner/launcher/free-port.ts';
import { device } from '../harness/device.ts';
import { startStack } from '../harness/stack.ts';
import { saveBoth } from './automations.ts';
import { faults } from './faults.ts';
import { takeClocks } from './clocks.ts';
import { startRelay } from './relay.ts';
import { startSurroundings } from './surroundings.ts';
import type { EnvelopeId } from '@mayfly/shared/base/ids.ts';
import type { Stack } from '../harness/stack.ts';
import type { FaultName } from './faults.ts';
import type { Strike } from './history.ts';
import type { Clocks } from './clocks.ts';

/** The secret that is typed in every run; it may lie nowhere. */
export const canary = 'Xq7canaryW4mVn2pK9';

/** A runner of real processes on a small disk, a site that counts what is sent to it, and a network that can fail. */
export type World = {
  readonly stack: Stack;
  /** Where the site is. */
  readonly origin: string;
  readonly clocks: Clocks;
  /** How long a run may take, ms: past what strikes it, and what that costs. */
  readonly deadlineMs: number;
  /** Everything must have come to its end so long after the last fault is over, ms. */
  readonly settlingMs: number;
  /** Permissions by which runs are ordered. */
  readonly grants: { readonly reads: EnvelopeId; readonly writes: EnvelopeId };
  /** How often the site was asked for its page, and was sent something, since the last `begin`. */
  readonly site: () => { readonly visited: number; readonly written: number };
  /** From here on these strikes happen, each once, at the first coming of its moment. */
  readonly begin: (strikes: readonly Strike[]) => void;
  /** From here on nothing strikes. */
  readonly rest: () => void;
  /** Does this after a while, or when the world heals. */
  readonly later: (ms: number, work: () => Promise<void>) => void;
  /** Whether nothing gets through to either door. */
  readonly cut: (isCut: boolean) => void;
  /** Whether all that was planned has struck, and nothing is left to heal. */
  readonly isQuiet: () => boolean;
  /** All faults that struck, in their order. */
  readonly struck: () => readonly string[];
  /** Waits until all that was to happen later has happened: nothing is frozen, cut off or full. */
  readonly heal: () => Promise<void>;
  readonly end: () => Promise<void>;
};

const diskBytes = 320 * 1024 * 1024;

/** Starts it, connects this process's device to it, and saves an automation that reads and one that writes. */
export async function startWorld(): Promise<World> {
  const around = await startSurroundings<World, FaultName>(faults);
  const clocks = takeClocks();
  const data = mountDisk();
  const [servicePort, brokerPort] = [await freePort(), await freePort()];
  const relays = await Promise.all(
    [servicePort, brokerPort].map((port) =>
      startRelay(`http://127.0.0.1:${port}`, around.onPassing),
    ),
  );
  const [service, broker] = relays;
  const origin = `http://127.0.0.1:${around.port}`;
  const settings = { servicePort, brokerPort, privateOrigins: [origin] };
  const urls = { serviceUrl: service!.url, brokerUrl: broker!.url };
  const stack = await startStack({ data, settings: { ...settings, ...urls } });
  await device.pair(stack.invitation, 'mayflies live for one day');
  const deadlineMs = 45_000;
  const grants = await saveBoth(await device.connect(), origin, { code: canary, deadlineMs });
  const world: World = {
    ...around.parts,
    stack,
    deadlineMs,
    settlingMs: 60_000,
    grants,
    origin,
    clocks,
    begin: (planned) => around.begin(world, planned),
    end: async () => {
      await world.heal();
      await stack.stop();
      rmSync(stack.folders.runtime, { recursive: true, force: true });
      await Promise.all([...relays.map((relay) => relay.stop()), around.stop()]);
      clocks.end();
      execFileSync('umount', [data]);
      rmSync(data, { recursive: true, force: true });
    },
  };
  return world;
}

/** A disk so small that it can be filled. */
function mountDisk(): string {
  const data = mkdtempSync(join(tmpdir(), 'mayfly-chaos-'));
  const options = `size=${diskBytes},mode=700`;
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', data]);
  return data;
}
