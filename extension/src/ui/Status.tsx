import type { LucideIcon } from 'lucide-react';
import {
  BadgeQuestionMark,
  Ban,
  CalendarX,
  CircleCheck,
  CircleDashed,
  CirclePlay,
  CircleQuestionMark,
  Loader,
  OctagonX,
  TimerOff,
  TriangleAlert,
  UserCheck,
} from 'lucide-react';
import type { RunStatus } from '@mayfly/shared/api/run-state.ts';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import styles from './Status.module.css';
import { strings } from './strings.ts';
import type { Tone } from './tone.ts';
import { toneClass } from './tone.ts';

/** The nine states of a run, and what a row without a run can be. */
export type ShownStatus = RunStatus | 'waiting-for-approval' | 'missed' | 'not-known';

/** The shape and the colour of every state; its word is in strings.ts. */
export const statusLooks: Readonly<Record<ShownStatus, { icon: LucideIcon; tone: Tone }>> = {
  queued: { icon: CircleDashed, tone: 'wait' },
  starting: { icon: Loader, tone: 'run' },
  running: { icon: CirclePlay, tone: 'run' },
  succeeded: { icon: CircleCheck, tone: 'ok' },
  'finished-with-errors': { icon: TriangleAlert, tone: 'warn' },
  failed: { icon: OctagonX, tone: 'bad' },
  'timed-out': { icon: TimerOff, tone: 'bad' },
  canceled: { icon: Ban, tone: 'wait' },
  'outcome-unknown': { icon: BadgeQuestionMark, tone: 'odd' },
  'waiting-for-approval': { icon: UserCheck, tone: 'warn' },
  missed: { icon: CalendarX, tone: 'warn' },
  'not-known': { icon: CircleQuestionMark, tone: 'wait' },
};

type StatusProps = { status: ShownStatus; word?: string | undefined; pill?: boolean };

/** A run's state as shape and word; `word` says more than the state's own (“Step 6 of 14”). A pill beside titles. */
export function Status({ status, word, pill = false }: StatusProps) {
  const { icon, tone } = statusLooks[status];
  return (
    <Mood icon={icon} tone={tone} pill={pill}>
      {word ?? strings.statuses[status]}
    </Mood>
  );
}

type MoodProps = { icon: LucideIcon; tone: Tone; pill?: boolean; children: string };

/** How something stands that is not a run (a sign-in, the runner): shape, word, colour. */
export function Mood({ icon, tone, pill = false, children }: MoodProps) {
  const names = pill ? classNames(styles['pill'], styles[tone]) : styles['status'];
  return (
    <span className={classNames(names, toneClass(tone))}>
      <Icon of={icon} size={pill ? 14 : 16} />
      {children}
    </span>
  );
}
