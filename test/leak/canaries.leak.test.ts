import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import { randomBytes } from 'node:crypto';
import { close, listen } from '../sites/site.ts';
import { device } from '../harness/device.ts';
import { evidenceOf } from '../harness/run-evidence.ts';
import { startStack } from '../harness/stack.ts';
import { until } from '../harness/until.ts';
import { echoSite } from './echo-site.ts';
import { filesBelow, processes, search } from './sinks.ts';
import type { RunEvidence } from '../harness/run-evidence.ts';
import type { Stack } from '../harness/stack.ts';
import type { Sink } from './sinks.ts';

const canary = (what: string) => `${what}${randomBytes(12).toString('hex')}`;
const canaries = {
  cookie: canary('Ck'),
  storage: canary('Ls'),
  secret: canary('Sc'),
  input: canary('In'),
};
const passphrase = canary('Pp');
const site = echoSite(() => canary('Ro'));

let stack: Stack;
let origin: string;
let evidence: RunEvidence;
/** What was seen of processes while the run went on. */
const during = new Map<string, Sink>();

const automation = (): Automation => ({
  v: 1,
  name: 'Told everywhere',
  steps: [
    { type: 'go-to', id: 'a', url: `${origin}/` },
    fill('b', 'Code', 'input[name=code]', { secret: 'code' }),
    fill('c', 'Note', 'input[name=note]', { input: 'note' }),
    { type: 'click', id: 'd', target: { name: 'Send', selectors: ['button'] }, how: 'single' },
    ...['told', 'encoded', 'hex', 'storage'].map((id) => read(id)),
    { type: 'click', id: 'z', target: { name: 'Nothing', selectors: ['#nothing'] }, how: 'single' },
  ],
  inputs: [{ name: 'note', label: 'Note' }],
  secrets: [{ name: 'code', label: 'Code' }],
  origins: [origin],
  settings: { onError: 'continue', stepTimeoutMs: 4_000, pictures: 'each' },
  changed: { version: 1, at: Date.now() },
});

type Step = Automation['steps'][number];

const fill = (id: string, name: string, selector: string, value: object): Step =>
  ({ type: 'fill', id, target: { name, selectors: [selector] }, value }) as Step;

const read = (id: string): Step => ({
  type: 'get-data',
  id,
  name: id,
  target: { name: id, selectors: [`#${id}`] },
  part: 'text',
});

beforeAll(async () => {
  origin = `http://127.0.0.1:${await listen(site.server)}`;
  stack = await startStack({ settings: { privateOrigins: [origin] } });
  await device.pair(stack.invitation, passphrase);
  const connection = await device.connect();
  const signIn = await device.storeSignIn(connection, {
    hosts: ['127.0.0.1'],
    origins: [origin],
    cookies: [
      {
        name: 'sid',
        value: canaries.cookie,
        domain: '127.0.0.1',
        hostOnly: true,
        path: '/',
        secure: false,
        httpOnly: true,
        expiresAt: Date.now() + 86_400_000,
      },
    ],
    localStorage: [{ origin, entries: { token: canaries.storage } }],
    deviceBound: false,
  });
  evidence = await runOnce(signIn.subject);
});

afterAll(async () => {
  await stack.remove();
  await close(site.server);
});

const runOnce = async (subject: string): Promise<RunEvidence> => {
  const connection = await device.connect();
  const { charter } = await device.syncCharter(connection);
  const head = charter.heads.get(subject as never);
  const thing = { name: 'site', subject, owner: head?.owner, scope: head?.scope } as never;
  const { grant } = await device.saveAndConfirm(connection, {
    automation: automation(),
    limits: {
      sessions: [thing],
      origins: [origin],
      passive: false,
      writes: [{ origin, methods: ['POST'], path: '/send', max: 1 }],
      inputs: {},
      perDay: 10,
      parallel: 1,
      attempts: 1,
      deadlineMs: 60_000,
      renew: true,
      notAfter: Date.now() + 3_600_000,
      freshForMs: 86_400_000,
    },
    typed: [{ name: 'code', value: canaries.secret, origins: [origin] }],
  });
  const inputs = { note: canaries.input };
  const { run } = await device.startRun(connection, { grant, deadlineMs: 60_000, inputs });
  const ended = evidenceOf(run);
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  ended.then(over, over);
  await until(() => {
    for (const sink of processes()) during.set(`${sink.name} ${sink.read().length}`, sink);
    return isOver || undefined;
  }, 90_000);
  return ended;
};

const everything = () => [...Object.values(canaries), ...site.rotated];

describe('canaries of every secret, on a site that tells them everywhere', () => {
  it('the run itself went through: it is proved, and the site got what was meant for it', () => {
    expect(evidence.proof.lines.filter(({ ok }) => !ok)).toEqual([]);
    expect(site.rotated.length).toBeGreaterThan(1);
    expect(evidence.report.hidden).toBeGreaterThan(0);
  });

  it('none is in the opened report', () => {
    const sink = { name: 'report', read: () => Buffer.from(JSON.stringify(evidence.report)) };
    expect(search([sink], everything()).leaks).toEqual([]);
  });

  it('none is in databases, logs, configurations, or anything else that the runner wrote', () => {
    const { leaks, searched } = search(
      [...filesBelow(stack.data), ...filesBelow(stack.folders.runtime)],
      [...everything(), passphrase],
    );
    expect(leaks).toEqual([]);
    expect(searched).toBeGreaterThan(10_000);
  });

  it('none was in the arguments or the environment of any process while the run went on', () => {
    expect(during.size).toBeGreaterThan(10);
    expect(search([...during.values()], [...everything(), passphrase]).leaks).toEqual([]);
  });

  it('one that is planted is found, in every spelling', () => {
    const path = join(stack.data, 'logs', 'planted.log');
    writeFileSync(path, Buffer.from(canaries.secret).toString('base64'));
    const { leaks } = search(filesBelow(join(stack.data, 'logs')), everything());
    expect(leaks.map(({ sink }) => sink)).toContain(path);
  });
});
