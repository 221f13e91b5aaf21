import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import { toBase64url } from '@mayfly/shared/base/ids.ts';
import { signKeys } from '@mayfly/shared/envelope/keys.ts';
import { close, escaped, htmlPage, listen } from '../sites/site.ts';
import { device } from '../harness/device.ts';
import { evidenceOf } from '../harness/run-evidence.ts';
import { startStack } from '../harness/stack.ts';
import type { RunEvidence } from '../harness/run-evidence.ts';
import type { Stack } from '../harness/stack.ts';

const passphrase = 'correct horse battery staple';
const secret = 'swordfish-4711-canary';
const seen: { method: string; url: string; body: string }[] = [];

const site = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', body });
    response.setHeader('content-type', 'text/html');
    response.end(
      request.method === 'POST'
        ? htmlPage('Sent', `<p id="echo">${escaped(body)}</p>`)
        : htmlPage(
            'Form',
            '<form method="post" action="/send"><label>Code <input type="password" name="code"></label><button>Send</button></form>',
          ),
    );
  });
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

const automation = (): Automation => ({
  v: 1 as const,
  name: 'Send the code',
  steps: [
    { type: 'go-to' as const, id: 'a', url: `${origin}/` },
    {
      type: 'fill' as const,
      id: 'b',
      target: { name: 'Code', selectors: ['input[name=code]'] },
      value: { secret: 'code' },
    },
    {
      type: 'click' as const,
      id: 'c',
      target: { name: 'Send', selectors: ['button'] },
      how: 'single' as const,
    },
    {
      type: 'get-data' as const,
      id: 'd',
      name: 'Echo',
      target: { name: 'Echo', selectors: ['#echo'] },
      part: 'text' as const,
    },
  ],
  inputs: [],
  secrets: [{ name: 'code', label: 'Code' }],
  origins: [origin],
  settings: { onError: 'stop' as const, stepTimeoutMs: 10_000, pictures: 'each' as const },
  changed: { version: 1, at: Date.now() },
});

const limits = (writes: 0 | 1) => ({
  sessions: [],
  origins: [origin],
  passive: false,
  writes: writes ? [{ origin, methods: ['POST' as const], path: '/send', max: 1 }] : [],
  inputs: {},
  perDay: 10,
  parallel: 1,
  attempts: 2,
  deadlineMs: 60_000,
  renew: false,
  notAfter: Date.now() + 3_600_000,
  freshForMs: 86_400_000,
});

/** Runs it and waits until the pod is gone; then everything that a device can check of it. */
const runOnce = async (writes: 0 | 1): Promise<RunEvidence> => {
  const connection = await device.connect();
  const saved = await device.saveAndConfirm(connection, {
    automation: automation(),
    limits: limits(writes),
    typed: [{ name: 'code', value: secret, origins: [origin] }],
  });
  const { run } = await device.startRun(connection, { grant: saved.grant, deadlineMs: 60_000 });
  return evidenceOf(run);
};

describe('from a confirmed permission to a proved report', () => {
  it('a run does what was granted, once, and is proved and gone', async () => {
    const { report, proof } = await runOnce(1);
    expect(report).toMatchObject({ status: 'succeeded', attempt: 1, fence: { eye: 'tap' } });
    expect(seen.filter(({ method }) => method === 'POST')).toEqual([
      { method: 'POST', url: '/send', body: `code=${secret}` },
    ]);
    expect(proof.lines.filter(({ ok }) => !ok)).toEqual([]);
    expect(proof).toMatchObject({ proved: true, erased: 'node-verified' });
    expect(report.artifacts.length).toBeGreaterThan(0);
    expect(JSON.stringify(report)).not.toContain(secret);
  });

  it('a run without the permission to write sends nothing, and says so', async () => {
    const before = seen.filter(({ method }) => method === 'POST').length;
    const { report, proof } = await runOnce(0);
    expect(report).toMatchObject({ status: 'failed', code: 'write-refused' });
    expect(seen.filter(({ method }) => method === 'POST')).toHaveLength(before);
    expect(proof).toMatchObject({ proved: true, erased: 'node-verified' });
  });
});

describe('a runner that is not the one that was connected', () => {
  it('is not believed with another key, nor with a past that it has since gone beyond', async () => {
    const pinned = await device.pinned.getValue();
    const connection = await device.connect();
    const other = toBase64url(signKeys().publicKey);
    await device.pinned.setValue({ ...pinned!, brokerSign: other });
    await expect(device.syncCharter(connection)).rejects.toMatchObject({ code: 'unknown-sender' });
    await device.pinned.setValue({ ...pinned!, seq: pinned!.seq + 1 });
    await expect(device.syncCharter(connection)).rejects.toMatchObject({ code: 'history-forked' });
    const log = { ...pinned!.log, root: other };
    await device.pinned.setValue({ ...pinned!, log });
    await expect(device.syncCharter(connection)).rejects.toMatchObject({ code: 'history-forked' });
    await device.pinned.setValue(pinned);
    await device.syncCharter(connection);
  });
});
