import { beforeAll, expect, test } from 'vitest';
import { ready, hashOf } from '@mayfly/shared/envelope/sodium.ts';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { slotRun } from '@mayfly/shared/envelope/slot.ts';
import { missedSlots } from './missed-slots.ts';
import type { SavedAutomation } from './automations.ts';

beforeAll(ready);

const hour = 3_600_000;
const subject = randomId16();

function scheduled(at: number): SavedAutomation {
  const schedule = { cron: '0 * * * *', zone: 'UTC', graceMs: hour / 2 };
  const body = { schedule, notAfter: 100 * hour };
  return { grant: { subject, at, body } } as unknown as SavedAutomation;
}

test('an hourly run that did not happen is missed once its grace has passed', () => {
  const org = hashOf(new Uint8Array());
  const runs = new Set([slotRun(org, subject, 2 * hour)]);
  const given = { org, runs, since: 0, now: 4.2 * hour };
  const slots = missedSlots([scheduled(0)], given).map(({ slot }) => slot / hour);
  expect(slots).toEqual([3, 1]);
});

test('before the permission there was nothing to miss', () => {
  const org = hashOf(new Uint8Array());
  const given = { org, runs: new Set<string>(), since: 0, now: 4.9 * hour };
  const slots = missedSlots([scheduled(2.5 * hour)], given).map(({ slot }) => slot / hour);
  expect(slots).toEqual([4, 3]);
});
