import { nextSlot, slotRun } from '@mayfly/shared/envelope/slot.ts';
import { dropDue, setDue } from '../store/due.ts';
import type { EnvelopeId, Subject } from '@mayfly/shared/base/ids.ts';
import type { Grant } from '@mayfly/shared/envelope/grant.ts';
import type { InOrg } from '../store/database.ts';

/** A grant whose next slot after `after`, ms, is wanted. */
export type Scheduled = {
  readonly grantSubject: Subject;
  readonly grantId: EnvelopeId;
  readonly grant: Grant;
  readonly after: number;
};

/** Sets the next slot of a grant; without a schedule, or after its end, there is none. */
export async function scheduleNext(
  at: InOrg,
  { grantSubject, grantId, grant, after }: Scheduled,
): Promise<void> {
  const { schedule, notAfter } = grant;
  const slot = schedule && nextSlot(schedule, after);
  if (!schedule || slot === undefined || slot > notAfter) return dropDue(at, [grantSubject]);
  const run = slotRun(at.org, grantSubject, slot);
  return setDue(at, {
    grant_subject: grantSubject,
    grant_id: grantId,
    slot,
    grace_ms: schedule.graceMs,
    run,
  });
}
