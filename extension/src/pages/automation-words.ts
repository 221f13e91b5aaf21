import { isEnd } from '@mayfly/shared/api/run-state.ts';
import type { Clock } from '../ui/clock.tsx';
import { ahead, count, day, sayDay, timeOfDay, when, whenInside } from '../ui/format.ts';
import type { ShownStatus } from '../ui/Status.tsx';
import { strings as shared } from '../ui/strings.ts';
import type { AutomationRow } from './automations-view.ts';
import { strings } from './strings.ts';

const words = strings.lists.automations;
const soonMs = 3_600_000;
const permissionNewsMs = 14 * 86_400_000;

/** When it runs next, in two lines; the second warns where the permission is about to end. */
export function sayNext(
  { next, permissionEndsAt }: Pick<AutomationRow, 'next' | 'permissionEndsAt'>,
  clock: Clock,
): { title: string; more: string } {
  const ending = permissionEndsAt === undefined ? undefined : sayEnding(permissionEndsAt, clock);
  switch (next.kind) {
    case 'at': {
      const time = timeOfDay(next.at, clock.zone);
      const left = next.at - clock.now < soonMs ? ahead(next.at, clock) : undefined;
      return { title: left ?? `${sayDay(next.at, clock)}, ${time}`, more: ending ?? next.words };
    }
    case 'due':
      return { title: words.due(timeOfDay(next.at, clock.zone)), more: next.words };
    case 'on-demand':
      return { title: words.onDemand, more: ending ?? '' };
    case 'paused':
      return { title: words.paused, more: words.pausedSince(day(next.since, clock.zone, 'long')) };
    case 'draft':
      return { title: words.draft, more: words.draftMore };
  }
}

/** How it went last: state, word and a line of detail. While the runner is away, what goes on is not known. */
export function sayLast(
  { last }: Pick<AutomationRow, 'last'>,
  clock: Clock,
  away: boolean,
): { status: ShownStatus; word: string | undefined; more: string } | undefined {
  if (!last) return undefined;
  const { status, step, of, at, rows, code } = last;
  const where = step !== undefined && of !== undefined ? shared.stepOf(step, of) : undefined;
  const time = when(at, clock);
  if (!isEnd(status) && away) {
    return {
      status: 'not-known',
      word: undefined,
      more: `${where ?? shared.statuses[status]}, ${whenInside(at, clock)}`,
    };
  }
  if (status === 'running') return { status, word: where, more: time };
  const detail = rows === undefined ? [] : [count(rows, 'row')];
  const failed = status === 'failed' && step !== undefined ? [words.atStep(step)] : [];
  const word = code === 'session-expired' ? words.signedOut : undefined;
  return { status, word, more: [time, ...detail, ...failed].join(', ') };
}

function sayEnding(endsAt: number, clock: Clock): string | undefined {
  const left = ahead(endsAt, clock);
  if (!left) return words.permissionEnded;
  return endsAt - clock.now < permissionNewsMs ? words.permissionEnds(left) : undefined;
}
