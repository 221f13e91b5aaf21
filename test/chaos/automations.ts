import { device } from '../harness/device.ts';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import type { Limits } from '@mayfly/extension/src/cloud/save.ts';
import type { EnvelopeId, Subject } from '@mayfly/shared/base/ids.ts';
import type { Schedule } from '@mayfly/shared/envelope/grant.ts';

/** Saves an automation that reads and starts by itself; answers its subject. */
export async function saveScheduled(
  connection: Connection,
  origin: string,
  schedule: Schedule,
): Promise<Subject> {
  const { subject } = await device.saveAndConfirm(connection, {
    automation: {
      ...automationOf(origin, false),
      steps: [{ type: 'go-to', id: 'a', url: origin }],
      secrets: [],
    },
    limits: { ...limitsOf(origin, false), schedule },
    typed: [],
  });
  return subject;
}

type Connection = Awaited<ReturnType<typeof device.connect>>;

/** Saves and confirms an automation that only reads, and one that also sends the code. Answers the permissions' ids. */
export async function saveBoth(
  connection: Connection,
  origin: string,
  { code, deadlineMs }: { code: string; deadlineMs: number },
): Promise<{ reads: EnvelopeId; writes: EnvelopeId }> {
  const save = async (writes: boolean) => {
    const { grant } = await device.saveAndConfirm(connection, {
      automation: automationOf(origin, writes),
      limits: { ...limitsOf(origin, writes), deadlineMs },
      typed: [{ name: 'code', value: code, origins: [origin] }],
    });
    return grant;
  };
  return { reads: await save(false), writes: await save(true) };
}

function limitsOf(origin: string, writes: boolean): Limits {
  return {
    sessions: [],
    origins: [origin],
    passive: false,
    writes: writes ? [{ origin, methods: ['POST'], path: '/send', max: 1 }] : [],
    inputs: {},
    perDay: 10_000,
    parallel: 1,
    attempts: 6,
    deadlineMs: 45_000,
    renew: false,
    notAfter: Date.now() + 30 * 86_400_000,
    freshForMs: 30 * 86_400_000,
  };
}

function automationOf(origin: string, writes: boolean): Automation {
  const code = { name: 'Code', selectors: ['input[name=code]'] };
  const send = { name: 'Send', selectors: ['button'] };
  return {
    v: 1,
    name: writes ? 'Send the code' : 'Type the code',
    steps: [
      { type: 'go-to', id: 'a', url: `${origin}/` },
      { type: 'fill', id: 'b', target: code, value: { secret: 'code' } },
      ...(writes
        ? [{ type: 'click' as const, id: 'c', target: send, how: 'single' as const }]
        : []),
    ],
    inputs: [],
    secrets: [{ name: 'code', label: 'Code' }],
    origins: [origin],
    settings: { onError: 'stop', stepTimeoutMs: 10_000, pictures: 'none' },
    changed: { version: 1, at: Date.now() },
  };
}
