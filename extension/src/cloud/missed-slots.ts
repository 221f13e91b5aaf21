import { isSchedule, slotRun, slotsBetween } from '@mayfly/shared/envelope/slot.ts';
import type { OrgId, RunId } from '@mayfly/shared/base/ids.ts';
import type { SavedAutomation } from './automations.ts';

/** A run that was due by a signed schedule. Times in ms since 1970. */
export type DueRun = {
  readonly run: RunId;
  readonly slot: number;
  readonly automation: SavedAutomation;
};

/**
 * The slots between `since` and `now` whose grace has passed and of which the runner shows no run: computed here from what
 * was signed, so that nobody can hide a run by not starting it. The latest first.
 */
export function missedSlots(
  automations: readonly SavedAutomation[],
  given: { org: OrgId; runs: ReadonlySet<string>; since: number; now: number },
): DueRun[] {
  return automations
    .flatMap((automation) => slotsOf(automation, given))
    .filter(({ run }) => !given.runs.has(run))
    .toSorted((left, right) => right.slot - left.slot);
}

function slotsOf(
  automation: SavedAutomation,
  { org, since, now }: { org: OrgId; since: number; now: number },
): DueRun[] {
  const { grant } = automation;
  const schedule = grant?.body.schedule;
  if (!grant || !schedule || !isSchedule(schedule)) return [];
  const after = Math.max(since, grant.at);
  const until = Math.min(now - schedule.graceMs, grant.body.notAfter);
  return slotsBetween(schedule, { after, until }).map((slot) => ({
    run: slotRun(org, grant.subject, slot),
    slot,
    automation,
  }));
}
