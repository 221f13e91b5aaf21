import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import { close, htmlPage, listen } from '../sites/site.ts';
import { device } from '../harness/device.ts';
import { mayflyCommand } from '../harness/mayfly-command.ts';
import { evidenceOf } from '../harness/run-evidence.ts';
import { startStack } from '../harness/stack.ts';
import type { Stack } from '../harness/stack.ts';

const passphrase = 'correct horse battery staple';
const canary = 'swordfish-4712-canary';

const site = createServer((_, response) => {
  response.setHeader('content-type', 'text/html');
  response.end(htmlPage('Form', '<label>Code <input type="password" name="code"></label>'));
});

let stack: Stack;
let origin: string;

beforeAll(async () => {
  origin = `http://127.0.0.1:${await listen(site)}`;
  stack = await startStack({ settings: { privateOrigins: [origin] } });
  await device.pair(stack.invitation, passphrase);
});

afterAll(async () => {
  await stack.remove();
  await close(site);
});

const mayfly = (...words: string[]) => mayflyCommand(stack.data, words);

const automation = (): Automation => ({
  v: 1,
  name: 'Enter the code',
  steps: [
    { type: 'go-to', id: 'a', url: `${origin}/` },
    {
      type: 'fill',
      id: 'b',
      target: { name: 'Code', selectors: ['input[name=code]'] },
      value: { secret: 'code' },
    },
  ],
  inputs: [],
  secrets: [{ name: 'code', label: 'Code' }],
  origins: [origin],
  settings: { onError: 'stop', stepTimeoutMs: 10_000, pictures: 'each' },
  changed: { version: 1, at: Date.now() },
});

const limits = () => ({
  sessions: [],
  origins: [origin],
  passive: false,
  writes: [],
  inputs: {},
  perDay: 10,
  parallel: 1,
  attempts: 2,
  deadlineMs: 60_000,
  renew: false,
  notAfter: Date.now() + 3_600_000,
  freshForMs: 86_400_000,
});

describe('who runs a runner', () => {
  it('sees what it does, and proves after a run that all holds and the secret lies nowhere', async () => {
    const connection = await device.connect();
    const saved = await device.saveAndConfirm(connection, {
      automation: automation(),
      limits: limits(),
      typed: [{ name: 'code', value: canary, origins: [origin] }],
    });
    const { run } = await device.startRun(connection, { grant: saved.grant, deadlineMs: 60_000 });
    const { report } = await evidenceOf(run);
    expect(report.status).toBe('succeeded');

    const status = await mayfly('status');
    expect(status).toMatchObject({ code: 0, said: expect.stringContaining('1 succeeded') });
    const runs = await mayfly('runs');
    expect(runs.said).toMatch(new RegExp(`${run}  succeeded  attempt 1  [\\d.]+ s  node-verified`));
    expect((await mayfly('logs', 'service')).said).toContain('ready');
    const doctor = await mayfly('doctor');
    expect([doctor.code, doctor.said]).toEqual([0, expect.not.stringContaining('✗')]);

    const secrets = join(stack.data, 'canaries');
    writeFileSync(secrets, `${canary}\n`);
    const verified = await mayfly('verify', '--canary', secrets);
    expect(verified).toMatchObject({ code: 0, said: expect.stringContaining('1 releases') });
    expect(verified.said.match(/^✓/gm)).toHaveLength(4);
  });

  it('is told what to name where there is no runner', async () => {
    const { said } = await mayflyCommand('/nowhere', ['status']);
    expect(said).toContain('--data');
  });
});
