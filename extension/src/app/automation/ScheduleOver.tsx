import { useState } from 'react';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { slotsBetween } from '@mayfly/shared/envelope/slot.ts';
import { connect } from '../../cloud/doors.ts';
import { confirmLimits } from '../../cloud/save.ts';
import { Schedule } from '../../pages/Schedule.tsx';
import { useClock } from '../../ui/clock.tsx';
import { wordsOf } from '../../ui/words-of.ts';
import { resync } from '../resync.ts';
import { showRoute } from '../show-route.ts';
import { askedBy } from '../use-start-run.tsx';
import { useSignInWait } from '../use-sign-in-wait.tsx';
import type { ScheduleChoices, ScheduleView } from '../../pages/schedule-view.ts';
import type { SavedAutomation } from '../../cloud/automations.ts';
import type { LoadedAutomation } from './load-automation.ts';

/** Weekdays at nine, with a day of grace: what stands in the form of a new schedule. */
const usual = { cron: '0 9 * * 1-5', graceMs: 86_400_000 };

type ScheduleOverProps = { loaded: LoadedAutomation; again: () => Promise<void> };

/** Decide when, over the automation's page. Confirming signs a new permission that holds the schedule. */
export function ScheduleOver({ loaded, again }: ScheduleOverProps) {
  const { saved, signIn } = loaded;
  const { zone } = useClock();
  const { wait, waiting } = useSignInWait();
  const [stage, setStage] = useState<ScheduleView['stage']>({ kind: 'editing' });
  const grant = saved.grant?.body;
  const schedule = grant?.schedule;
  const close = () => showRoute({ page: 'automation', id: saved.subject });
  const attempt = (work: () => Promise<unknown>) => {
    setStage({ kind: 'saving' });
    work().then(
      () => setStage({ kind: 'editing' }),
      (error: unknown) => setStage({ kind: 'failed', words: wordsOf(error) }),
    );
  };
  const confirm = (choices: ScheduleChoices | undefined) =>
    attempt(async () => {
      await confirmSchedule(saved, choices);
      await again();
      close();
    });
  const ends = signIn?.cookies.flatMap(({ expiresAt }) => expiresAt ?? []) ?? [];
  return (
    <>
      <Schedule
        view={{
          exists: schedule !== undefined,
          choices: { ...(schedule ?? { ...usual, zone }), parallel: grant?.parallel ?? 1 },
          asks: askedBy(saved).map(({ label }) => label),
          signInEndsAt: ends.length > 0 ? Math.min(...ends) : undefined,
          permissionEndsAt: grant?.notAfter,
          stage,
        }}
        actions={{
          slotsOf: ({ cron, zone: where, graceMs }, most) =>
            slotsBetween(
              { cron, zone: where, graceMs },
              { after: Date.now(), until: Number.MAX_SAFE_INTEGER, most },
            ),
          onConfirm: confirm,
          onRemove: () => confirm(undefined),
          onClose: close,
          onEdit: close,
          onResync: () => attempt(() => resync(signIn?.subject ?? '', wait).then(again)),
        }}
      />
      {waiting}
    </>
  );
}

async function confirmSchedule(
  saved: SavedAutomation,
  choices: ScheduleChoices | undefined,
): Promise<void> {
  if (!saved.grant) throw new SealError('grant-not-in-force');
  const { schedule: _, ...rest } = saved.grant.body;
  const limits = choices
    ? { ...rest, parallel: choices.parallel, schedule: scheduleOf(choices) }
    : rest;
  await confirmLimits(await connect(), saved, limits);
}

function scheduleOf({ cron, zone, graceMs }: ScheduleChoices) {
  return { cron, zone, graceMs };
}
