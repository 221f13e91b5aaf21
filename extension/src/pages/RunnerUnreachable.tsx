import { CalendarClock, Check, Copy, ListVideo, RefreshCw, Unplug } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { useClock } from '../ui/clock.tsx';
import { timeOfDay } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './RunnerUnreachable.module.css';
import type { RunnerAway, ShellActions } from './shell-view.ts';
import { strings } from './strings.ts';

const words = strings.shell;

type RunnerUnreachableProps = { away: RunnerAway; actions: ShellActions };

/** The runner does not answer: what still works, what happens to schedules, what is not known. */
export function RunnerUnreachable({ away, actions }: RunnerUnreachableProps) {
  const { now, zone } = useClock();
  const left = Math.ceil((away.nextTryAt - now) / 1000);
  return (
    <div className={styles['around']}>
      <Notice tone="bad" icon={Unplug} large alert title={words.awayTitle}>
        <p>
          {words.awaySentence(away.host, timeOfDay(away.failedAt, zone), away.online)}{' '}
          <span aria-hidden="true">{left > 0 ? words.nextTry(left) : words.tryingNow}</span>
        </p>
        <ul className={styles['facts']}>
          <li className="row">
            <Icon of={Check} size={14} tone="ok" />
            <span>
              <strong>{words.worksStill}</strong> {words.worksStillMore}
            </span>
          </li>
          <li className="row">
            <Icon of={CalendarClock} size={14} />
            <span>
              <strong>{words.schedules}</strong> {words.schedulesMore}
            </span>
          </li>
          {away.runsUnderWay > 0 && (
            <li className="row">
              <Icon of={ListVideo} size={14} />
              <span>
                <strong>{words.underWay(away.runsUnderWay)}</strong> {words.underWayMore}
              </span>
            </li>
          )}
        </ul>
        <div className="row wrap">
          <Button kind="primary" icon={RefreshCw} onClick={actions.onTryNow}>
            {words.tryNow}
          </Button>
          <Button icon={Copy} onClick={actions.onCopyDetails}>
            {words.copyDetails}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
