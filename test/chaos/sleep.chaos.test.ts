import { afterAll, beforeAll, expect, test } from 'vitest';
import { missedSlots } from '@mayfly/extension/src/cloud/missed-slots.ts';
import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { slotRun } from '@mayfly/shared/envelope/slot.ts';
import { device } from '../harness/device.ts';
import { until, watching } from '../harness/until.ts';
import { saveScheduled } from './automations.ts';
import { startWorld } from './world.ts';
import type { Parts } from '@mayfly/cloud-runner/launcher/installation.ts';
import type { World } from './world.ts';

const minuteMs = 60_000;
const parts: readonly (keyof Parts)[] = ['service', 'broker', 'spawner'];

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

/** The machine sleeps, and when it wakes up it is `wakeAt`, though its processes saw no time pass. */
const sleepUntil = (wakeAt: number): void => {
  const pids = parts.map((name) => world.stack.parts[name].pid()!);
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  for (const name of parts) world.clocks.set(name, wakeAt - Date.now());
  for (const pid of pids) process.kill(pid, 'SIGCONT');
};

test('a laptop that slept over three slots makes up for the last where its grace allows, and what was missed is shown', async () => {
  const connection = await device.connect();
  const minute = Math.floor(Date.now() / minuteMs) * minuteMs + minuteMs;
  const slots = [minute, minute + minuteMs, minute + 2 * minuteMs];
  const cron = `${slots.map((slot) => new Date(slot).getUTCMinutes()).join(',')} * * * *`;
  const save = (graceMs: number) =>
    saveScheduled(connection, world.origin, { cron, zone: 'UTC', graceMs });
  const patient = await save(10 * minuteMs);
  const strict = await save(1_000);
  const last = slots[2]!;
  const now = last + 10_000;
  sleepUntil(now);

  const { charter } = await device.syncCharter(connection);
  const { automations } = await device.listAutomations(connection, charter);
  const runOf = (subject: string, slot: number) => {
    const { grant } = automations.find((each) => each.subject === subject)!;
    return slotRun(connection.org, grant!.subject, slot);
  };
  const runs = () => device.listRuns(connection);
  const done = await until(async () =>
    (await runs()).find(({ run, status }) => run === runOf(patient, last) && isEnd(status)),
  );
  expect(done.status).toBe('succeeded');
  // Nothing else starts while somebody looks.
  await watching(2_000);
  expect((await runs()).map(({ run }) => run)).toEqual([runOf(patient, last)]);

  const ran = { org: connection.org, runs: new Set([done.run as string]) };
  // A device shows as missed what can start no more: the last of the patient one is not among them, since it ran.
  const later = last + 11 * minuteMs;
  const missed = missedSlots(automations, { ...ran, since: minute - 1, now: later });
  const keyOf = (subject: string) => (slot: number) => `${subject} ${slot}`;
  expect(missed.map(({ automation, slot }) => keyOf(automation.subject)(slot)).toSorted()).toEqual(
    [...slots.slice(0, 2).map(keyOf(patient)), ...slots.map(keyOf(strict))].toSorted(),
  );
});
