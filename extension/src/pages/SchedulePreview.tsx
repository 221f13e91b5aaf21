import { Hourglass } from 'lucide-react';
import { useClock } from '../ui/clock.tsx';
import type { Clock } from '../ui/clock.tsx';
import { day, timeOfDay } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './Schedule.module.css';
import type { ScheduleActions, ScheduleChoices, ScheduleView } from './schedule-view.ts';
import type { NextSlot } from './schedule-words.ts';
import { saySchedule, saySlots } from './schedule-words.ts';
import { strings } from './strings.ts';

const words = strings.schedule;
const shownSlots = 5;

type SchedulePreviewProps = {
  view: ScheduleView;
  choices: ScheduleChoices;
  actions: ScheduleActions;
};

/** The schedule in words, its next five runs, and which of them would fail. */
export function SchedulePreview({ view, choices, actions }: SchedulePreviewProps) {
  const clock = useClock();
  const slots = saySlots(actions.slotsOf(choices, shownSlots), choices, view, clock);
  const failing = slots.filter(({ after }) => after !== undefined);
  return (
    <>
      <h3>{words.inWords}</h3>
      <p className={styles['said']}>{saySchedule(choices)}</p>
      <h3>{words.nextFive}</h3>
      {slots.length === 0 && <p className="dim">{words.none}</p>}
      <ol>
        {slots.map((slot) => (
          <SlotLine key={slot.at} slot={slot} />
        ))}
      </ol>
      {failing[0] && (
        <p className="small toneWarn">
          {sayEnd(failing[0], view, clock)} {words.wouldFail(failing.length)}{' '}
          {failing[0].after === 'sign-in' && (
            <button type="button" className={styles['resync']} onClick={actions.onResync}>
              {words.resync}
            </button>
          )}
        </p>
      )}
    </>
  );
}

function SlotLine({ slot: { date, time, ownTime, after, moved } }: { slot: NextSlot }) {
  return (
    <li>
      <div className={styles['slot']}>
        <span className="grow">{date}</span>
        {ownTime && <span className="small faint">{ownTime}</span>}
        <span>{time}</span>
        <span className={styles['mark']}>
          {after && (
            <>
              <Icon of={Hourglass} size={14} tone="warn" />
              <span className="heard">
                {after === 'sign-in' ? words.afterSignIn : words.afterPermission}
              </span>
            </>
          )}
        </span>
      </div>
      {moved && <p className="small toneWarn">{moved}</p>}
    </li>
  );
}

function sayEnd({ after }: NextSlot, view: ScheduleView, { zone }: Clock): string {
  const at = after === 'permission' ? view.permissionEndsAt : view.signInEndsAt;
  if (at === undefined) return '';
  const time = `${day(at, zone)}, ${timeOfDay(at, zone)}`;
  return after === 'permission' ? words.permissionEnds(time) : words.signInEnds(time);
}
