import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@mayfly/cloud-runner/launcher/free-port.ts';
import { device } from '../harness/device.ts';
import { startStack } from '../harness/stack.ts';
import { close, htmlPage, listen } from '../sites/site.ts';
import { momentOf } from './moments.ts';
import { saveBoth } from './automations.ts';
import { faults } from './faults.ts';
import { takeClocks } from './clocks.ts';
import { startRelay } from './relay.ts';
import { makeStriker } from './striker.ts';
import type { EnvelopeId } from '@mayfly/shared/base/ids.ts';
import type { Stack } from '../harness/stack.ts';
import type { FaultName } from './faults.ts';
import type { Strike } from './history.ts';
import type { Clocks } from './clocks.ts';
import type { Passing, Treatment } from './relay.ts';

/** The secret that is typed in every run; it may lie nowhere. */
export const canary = 'Xq7canaryW4mVn2pK9';

/** A runner of real processes on a small disk, a site that counts what is sent to it, and a network that can fail. */
export type World = {
  readonly stack: Stack;
  /** Where the site is. */
  readonly origin: string;
  readonly clocks: Clocks;
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
  /** How many strikes there were in all. */
  readonly struck: () => number;
  /** Waits until all that was to happen later has happened: nothing is frozen, cut off or full. */
  readonly heal: () => Promise<void>;
  readonly end: () => Promise<void>;
};

const diskBytes = 320 * 1024 * 1024;

/** Starts it, connects this process's device to it, and saves an automation that reads and one that writes. */
export async function startWorld(): Promise<World> {
  const { at, ...striker } = makeStriker<World, FaultName>(faults);
  const clocks = takeClocks();
  const data = mountDisk();
  const [servicePort, brokerPort] = [await freePort(), await freePort()];
  const onPassing = async (passing: Passing): Promise<Treatment> => {
    if (striker.isCut()) return 'drop';
    const moment = momentOf(passing);
    return moment ? at(moment) : 'pass';
  };
  const relays = await Promise.all(
    [servicePort, brokerPort].map((port) => startRelay(`http://127.0.0.1:${port}`, onPassing)),
  );
  const [service, broker] = relays;
  let [visited, written] = [0, 0];
  const site = createServer((request, response) => {
    const isChange = request.method === 'POST';
    if (isChange) written += 1;
    else visited += 1;
    request.resume();
    void at(isChange ? 'writing' : 'visiting').then((treatment) => {
      if (treatment === 'drop') return response.destroy();
      response.setHeader('content-type', 'text/html');
      return response.end(isChange ? sentPage : formPage);
    });
  });
  const origin = `http://127.0.0.1:${await listen(site)}`;
  const settings = { servicePort, brokerPort, privateOrigins: [origin] };
  const urls = { serviceUrl: service!.url, brokerUrl: broker!.url };
  const stack = await startStack({ data, settings: { ...settings, ...urls } });
  await device.pair(stack.invitation, 'mayflies live for one day');
  const grants = await saveBoth(await device.connect(), origin, canary);
  const world: World = {
    stack,
    grants,
    origin,
    clocks,
    site: () => ({ visited, written }),
    rest: striker.rest,
    later: striker.later,
    cut: striker.cut,
    isQuiet: striker.isQuiet,
    struck: striker.struck,
    heal: striker.heal,
    begin: (planned) => {
      [visited, written] = [0, 0];
      striker.begin(world, planned);
    },
    end: async () => {
      await striker.heal();
      await stack.stop();
      rmSync(stack.folders.runtime, { recursive: true, force: true });
      await Promise.all([...relays.map((relay) => relay.stop()), close(site)]);
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

/** What the site shows. */
export const formPage = htmlPage(
  'Form',
  '<form method="post" action="/send"><label>Code <input type="password" name="code"></label><button>Send</button></form>',
);
/** What it shows after it was sent something. */
export const sentPage = htmlPage('Sent', '<p id="there">sent</p>');
