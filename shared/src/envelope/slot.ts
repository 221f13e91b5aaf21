import { Cron } from 'croner';
import { bigEndian64, concat, utf8 } from '../base/bytes.ts';
import { SealError } from '../base/errors.ts';
import { idBytes } from '../base/ids.ts';
import { H16 } from './sodium.ts';
import type { OrgId, RunId, Subject } from '../base/ids.ts';
import type { Grant, Schedule } from './grant.ts';

/** When to look, and how much of a schedule to list at most. */
export type SlotSpan = { readonly after: number; readonly until: number; readonly most?: number };

/**
 * The times (ms since 1970) at which a schedule is due, after `after`, up to and including `until`; at most `most`
 * (default 1,000). Daylight saving: a time that does not exist moves to the next that does; one that exists twice is due
 * once. Throws a RangeError for a cron or a zone that is not one.
 */
export function slotsBetween(
  schedule: Schedule,
  { after, until, most = 1_000 }: SlotSpan,
): number[] {
  const slots: number[] = [];
  for (const slot of slotsAfter(schedule, after)) {
    if (slot > until || slots.length === most) break;
    slots.push(slot);
  }
  return slots;
}

/** The first slot after `after` (ms), or undefined where there is none. */
export function nextSlot(schedule: Schedule, after: number): number | undefined {
  return slotsAfter(schedule, after).next().value;
}

/** The latest slot that may still start at `now`: due at `now` or before, inside its grace; undefined without one. */
export function latestSlot(schedule: Schedule, now: number): number | undefined {
  // Looking back in growing steps: a dense schedule with a grace of days has thousands of slots in it.
  for (let backMs = 60_000; ; backMs *= 4) {
    const after = now - Math.min(backMs, schedule.graceMs) - 1;
    const latest = slotsBetween(schedule, { after, until: now, most: Infinity }).at(-1);
    if (latest !== undefined || backMs >= schedule.graceMs) return latest;
  }
}

/** Whether `cron` has five fields and is one, and `zone` is an IANA time zone. */
export function isSchedule({ cron, zone }: Pick<Schedule, 'cron' | 'zone'>): boolean {
  try {
    cronOf(cron, zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The run of a slot: the same wherever it is computed, so that a slot runs once. */
export function slotRun(org: OrgId, grantSubject: Subject, slot: number): RunId {
  return H16(
    concat(utf8('mayfly-slot-v1\0'), idBytes(org), idBytes(grantSubject), bigEndian64(slot)),
  );
}

/** Throws `slot-outside-grace` unless `slot` is one of the grant's and `now` lies in [slot, slot + grace]. */
export function checkSlot({ schedule }: Grant, slot: number, now: number): void {
  if (!schedule || !isSchedule(schedule)) throw new SealError('slot-outside-grace');
  const due = nextSlot(schedule, slot - 1) === slot;
  if (!due || now < slot || now > slot + schedule.graceMs)
    throw new SealError('slot-outside-grace');
}

function* slotsAfter({ cron, zone }: Schedule, after: number): Generator<number, undefined> {
  const job = cronOf(cron, zone);
  let next = job.nextRun(new Date(after));
  while (next) {
    yield next.getTime();
    next = job.nextRun(next);
  }
}

function cronOf(cron: string, zone: string): Cron {
  try {
    const job = new Cron(cron, { timezone: zone, mode: '5-part', paused: true });
    job.nextRun(new Date(0));
    return job;
  } catch (cause) {
    throw new RangeError('Not a schedule', { cause });
  }
}
