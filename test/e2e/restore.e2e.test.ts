import { execFileSync } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunId, Subject } from '@mayfly/shared/base/ids.ts';
import { lostOf } from '@mayfly/extension/src/cloud/lost-acts.ts';
import { device } from '../harness/device.ts';
import { goTo, permit, readOf } from '../harness/permit.ts';
import { mayflyCommand } from '../harness/mayfly-command.ts';
import { startStack } from '../harness/stack.ts';
import { until } from '../harness/until.ts';
import { close, htmlPage, listen } from '../sites/site.ts';
import type { Permit } from '../harness/permit.ts';
import type { Stack } from '../harness/stack.ts';

const site = createServer((_, response) => {
  response.setHeader('content-type', 'text/html');
  response.end(htmlPage('Shop', '<p id="it">42</p>'));
});

let stack: Stack;
let plan: Parameters<typeof permit>[0];
/** What is confirmed before the backup, and revoked after it. */
let revoked: Permit & { subject: Subject };

const restart = async (between: () => void) => {
  await stack.stop();
  between();
  stack = await startStack({ data: stack.data, settings: stack.settings });
};
const endOf = (run: RunId) =>
  until(async () => {
    const runs = await device.listRuns(await device.connect());
    return runs.find((each) => each.run === run && each.endedAt !== undefined);
  });

beforeAll(async () => {
  const origin = `http://127.0.0.1:${await listen(site)}`;
  stack = await startStack({ settings: { privateOrigins: [origin] } });
  await device.pair(stack.invitation, 'correct horse battery staple');
  plan = { steps: [goTo(origin), readOf('#it')], origins: [origin] };
  const allowed = await permit(plan);
  const { charter } = await device.syncCharter(await device.connect());
  const [subject] = [...charter.heads].find(([, { id }]) => id === allowed.grant) ?? [];
  revoked = { ...allowed, subject: subject! };
  const database = join(stack.data, 'postgres');
  const backup = join(stack.data, 'backup');
  await restart(() => execFileSync('cp', ['-a', database, backup]));
  await device.revokeSignIn(await device.connect(), revoked.subject);
  await permit(plan);
  await restart(() => {
    rmSync(database, { recursive: true });
    renameSync(backup, database);
  });
});

afterAll(async () => {
  await stack.remove();
  await close(site);
});

it('a runner whose databases were put back runs nothing, and says why', async () => {
  const connection = await device.connect();
  await expect(device.syncCharter(connection)).rejects.toMatchObject({ code: 'runner-restored' });
  expect(await endOf(await revoked.run())).toMatchObject({
    status: 'failed',
    code: 'runner-restored',
  });
  const doctor = await mayflyCommand(stack.data, ['doctor']);
  expect(doctor.said).toMatch(/✗ No organization waits to be opened.*\n.*nothing runs until/);
});

it('its device names what is lost, and believes nothing of it without a person', async () => {
  const restoration = await device.lookAtRestored(await device.connect());
  const { acts, runStatements } = lostOf(restoration!);
  expect(acts.map(({ thing, revoked: again }) => [thing, again])).toEqual([
    ['permission', revoked.subject],
    ['automation', undefined],
    ['permission', undefined],
  ]);
  expect([restoration!.mayOpen, runStatements]).toEqual([true, 0]);
  const { seq } = (await device.pinned.getValue())!;
  expect(seq).toBe(restoration!.asked.seq + 2);
});

it('opened, it has revoked again what was revoked, and runs what is confirmed now', async () => {
  const connection = await device.connect();
  await device.openRunner(connection, (await device.lookAtRestored(connection))!);
  const { charter } = await device.syncCharter(connection);
  expect(charter.revoked.has(revoked.subject)).toBe(true);
  expect(await endOf(await revoked.run())).toMatchObject({ code: 'grant-not-in-force' });
  const fresh = await permit(plan);
  expect(await endOf(await fresh.run())).toMatchObject({ status: 'succeeded' });
  expect((await mayflyCommand(stack.data, ['verify'])).said).toContain(
    '✓ The log is as it was signed',
  );
});
