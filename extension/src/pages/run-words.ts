import {
  CalendarClock,
  Eye,
  Hourglass,
  Pencil,
  Repeat,
  ShieldCheck,
  ShieldQuestionMark,
  Table2,
  Timer,
  User,
  Zap,
} from 'lucide-react';
import type { Clock } from '../ui/clock.tsx';
import type { Fact } from '../ui/Facts.tsx';
import { exactTime, sayDay, seconds, whenInside, wholeSeconds } from '../ui/format.ts';
import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { strings as shared } from '../ui/strings.ts';
import type { RunView } from './run-view.ts';
import { strings } from './strings.ts';

const words = strings.run;

/** `Run 214`, or `Run of today 09:00` where this device has not counted it. */
export function runName({ number, at }: Pick<RunView, 'number' | 'at'>, clock: Clock): string {
  return number === undefined ? words.ofTime(whenInside(at, clock)) : words.named(number);
}

/** The state in words with the step: `Running, step 6 of 8`, `Failed at step 1`. */
export function sayStatus({ status, steps, proof }: RunView): string {
  if (isEnd(status) && proof?.verdict !== 'checked') return words.unproved(shared.statuses[status]);
  const step = steps.find(({ state }) => state === 'running' || state === 'failed')?.number;
  if (step !== undefined && status === 'running') return words.runningStep(step, steps.length);
  if (step !== undefined && status === 'failed') return words.failedAt(step);
  return shared.statuses[status];
}

/** The line of facts below a run's title. */
export function factsOf(view: RunView, clock: Clock): Fact[] {
  return [
    startedBy(view, clock),
    ...(view.attempt > 1 ? [{ icon: Repeat, words: words.nth(view.attempt) }] : []),
    ...duration(view, clock),
    ...(isEnd(view.status) ? ended(view) : underWay(view)),
  ];
}

function startedBy({ starter, at }: RunView, clock: Clock): Fact {
  const day = sayDay(at, clock).replace(/^(Today|Yesterday)/, (word) => word.toLowerCase());
  const time = `${day} ${exactTime(at, clock.zone)}`;
  switch (starter.kind) {
    case 'schedule':
      return { icon: CalendarClock, words: words.bySchedule(time) };
    case 'person':
      return { icon: User, words: words.byPerson(starter.name, time) };
    case 'trigger':
      return { icon: Zap, words: words.byTrigger(starter.name, time) };
  }
}

function duration({ status, durationMs, usualMs, at }: RunView, { now }: Clock): Fact[] {
  if (durationMs !== undefined) return [{ icon: Timer, words: seconds(durationMs) }];
  if (status !== 'running') return [];
  const soFar = seconds(Math.max(0, now - at));
  const said = usualMs === undefined ? soFar : words.usually(soFar, wholeSeconds(usualMs));
  return [{ icon: Timer, words: said }];
}

function underWay({ readOnly, deadlineMs }: RunView): Fact[] {
  return [
    readOnly ? { icon: Eye, words: words.readOnly } : { icon: Pencil, words: words.makesChanges },
    { icon: Hourglass, words: words.stopsAfter(wholeSeconds(deadlineMs)) },
  ];
}

function ended(view: RunView): Fact[] {
  const rows = view.tables.reduce((sum, table) => sum + table.rows.length, 0);
  return [
    ...(view.tables.length > 0 ? [{ icon: Table2, words: words.rowsRead(rows) }] : []),
    changed(view),
    ...(view.proof ? [erased(view.proof)] : []),
  ];
}

function changed({ changes, readOnly }: RunView): Fact {
  if (changes && changes.of > 0) {
    return { icon: Pencil, words: words.changes(changes.confirmed, changes.of) };
  }
  if (changes || readOnly) return { icon: Eye, words: words.nothingChanged };
  return { icon: Pencil, words: words.changesUnknown };
}

/** Green only for an erasure that was checked where it happened or told by the cluster, and proved in this report. */
function erased({ erasure, endedAt, verdict }: NonNullable<RunView['proof']>): Fact {
  if (erasure.kind === 'asked' || erasure.grade === 'unproved' || verdict !== 'checked') {
    return { icon: ShieldQuestionMark, words: words.notConfirmed };
  }
  if (erasure.grade === 'api') return { icon: ShieldCheck, words: words.clusterSays, tone: 'ok' };
  const after = endedAt === undefined ? undefined : erasure.at - endedAt;
  const said = after === undefined ? words.erased : words.erasedAfter(seconds(Math.max(0, after)));
  return { icon: ShieldCheck, words: said, tone: 'ok' };
}
