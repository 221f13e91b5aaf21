import { writeAutomation } from '@mayfly/shared/automation/parse.ts';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { usualSettings } from '@mayfly/shared/automation/automation.ts';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import { sealKeys, signKeys } from '@mayfly/shared/envelope/keys.ts';
import { hashOf, ready } from '@mayfly/shared/envelope/sodium.ts';
import { seal } from '@mayfly/shared/envelope/seal.ts';
import type { Family } from './figure.ts';

const rounds = 30;
const steps = 1_000;

const automation: Automation = {
  v: 1,
  name: 'A thousand steps',
  steps: Array.from({ length: steps }, (_, at) => ({
    type: 'click',
    id: `s${at}`,
    target: {
      name: `Row ${at}`,
      selectors: [`::-p-aria(Row ${at})`, `tr:nth-child(${at}) button`],
    },
    how: 'single',
  })),
  inputs: [],
  secrets: [],
  origins: ['https://example.com'],
  settings: usualSettings,
  changed: { version: 1, at: 1 },
};

/** Writing, sealing and signing an automation of 1,000 steps. */
export const sealing: Family = {
  figures: [{ name: 'seal-1000-ms', unit: 'ms', goal: { atMost: 20 } }],
  measure: async () => {
    await ready();
    const [sender, reading] = [signKeys(), sealKeys()];
    const org = hashOf(sender.publicKey);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const startedAt = performance.now();
      const plain = writeAutomation(automation);
      const recipients = [reading.publicKey];
      const label = { purpose: 'automation', org, subject: randomId16(), createdAt: 1 } as const;
      seal({ ...label, plain, sender, recipients });
      times.push(performance.now() - startedAt);
    }
    return { 'seal-1000-ms': times.slice(5) };
  },
};
