import { MayflyError, SealError } from '@mayfly/shared/base/errors.ts';
import { writeReport } from '@mayfly/shared/report/read-report.ts';
import { reportVersion } from '@mayfly/shared/report/report.ts';
import { fenceSummary } from './fence-report.ts';
import { outboxOf } from './outbox.ts';
import { tellEnd } from './end.ts';
import type { Grant } from '@mayfly/shared/envelope/grant.ts';
import type { Self } from './birth.ts';
import type { Released } from './claim.ts';
import type { Doors } from './doors.ts';
import type { Fence } from './fence/fence.ts';
import type { FenceFacts } from './proof.ts';

/** Who has keys, and with them could not open what the run needs. */
export type Unopened = {
  readonly self: Self;
  readonly doors: Doors;
  readonly released: Released;
  readonly grant: Grant;
  readonly fence: Fence;
  readonly facts: FenceFacts;
};

/** Whether another pod would fail as well: what was sealed is at fault, or is not there any more. */
export function isFinal(error: unknown): error is MayflyError {
  return (
    error instanceof SealError ||
    (error instanceof MayflyError && error.code === 'envelope-not-found')
  );
}

/** Ends a run whose contents could not be opened, with the reason in a report without steps: nothing was played. */
export async function endUnopened(
  { self, doors, released, grant, fence, facts }: Unopened,
  { code }: MayflyError,
): Promise<void> {
  const { certificate } = released;
  const { run, attempt } = certificate;
  const now = Date.now();
  const [id = certificate.grant] = grant.automations;
  const outbox = outboxOf(doors.service, self.sign, certificate);
  const report = await outbox.report(
    writeReport({
      v: reportVersion,
      run,
      attempt,
      automation: { id, name: '', version: 1 },
      status: 'failed',
      code,
      startedAt: now,
      endedAt: now,
      outcomes: [],
      values: [],
      tables: [],
      tabs: 1,
      fence: fenceSummary(fence, facts),
      artifacts: [],
      renewals: [],
      throughLetterbox: false,
      hidden: 0,
    }),
  );
  const ending = { status: 'failed', code, report, renewals: [] } as const;
  await tellEnd(doors.broker, self.sign, certificate, ending);
}
