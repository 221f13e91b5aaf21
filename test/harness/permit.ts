import type { Automation } from '@mayfly/shared/automation/automation.ts';
import { usualSettings } from '@mayfly/shared/automation/automation.ts';
import type { EnvelopeId, RunId } from '@mayfly/shared/base/ids.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';
import { device } from './device.ts';

type Limits = Parameters<typeof device.saveAndConfirm>[1]['limits'];

/** What a test lets run, and how far. */
export type Plan = {
  readonly steps: readonly Step[];
  readonly origins: readonly string[];
  readonly limits?: Partial<Limits>;
  readonly settings?: Partial<Automation['settings']>;
};

/** A permission in force. */
export type Permit = {
  readonly grant: EnvelopeId;
  /** Orders a run. */
  readonly run: () => Promise<RunId>;
};

const deadlineMs = 60_000;

/** Saves an automation and confirms its permission, as a person does in the review: reading only, unless the plan says more. */
export const permit = async ({ steps, origins, limits, settings }: Plan): Promise<Permit> => {
  const connection = await device.connect();
  const { grant } = await device.saveAndConfirm(connection, {
    automation: {
      v: 1,
      name: 'Planned',
      steps: [...steps],
      inputs: [],
      secrets: [],
      origins: [...origins],
      settings: { ...usualSettings, stepTimeoutMs: 5_000, pictures: 'failures', ...settings },
      changed: { version: 1, at: Date.now() },
    },
    limits: {
      sessions: [],
      origins,
      passive: false,
      writes: [],
      inputs: {},
      perDay: 40,
      parallel: 1,
      attempts: 3,
      deadlineMs,
      renew: false,
      notAfter: Date.now() + 3_600_000,
      freshForMs: 86_400_000,
      ...limits,
    },
    typed: [],
  });
  const asked = { grant, deadlineMs: limits?.deadlineMs ?? deadlineMs };
  return { grant, run: async () => (await device.startRun(connection, asked)).run };
};

/** Goes to an address. */
export const goTo = (url: string, id = 'go'): Step => ({ type: 'go-to', id, url });

/** Reads one thing. */
export const readOf = (selector: string, id = 'read'): Step => ({
  type: 'get-data',
  id,
  name: 'It',
  target: { name: 'It', selectors: [selector] },
  part: 'text',
});

/** Presses one thing. */
export const clickOn = (selector: string, id = 'click'): Step => ({
  type: 'click',
  id,
  target: { name: 'It', selectors: [selector] },
  how: 'single',
});
