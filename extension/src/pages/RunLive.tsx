import { EyeOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Card } from '../ui/Card.tsx';
import { classNames } from '../ui/class-names.ts';
import { useClock } from '../ui/clock.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useAnnounce } from '../ui/LiveRegion.tsx';
import { Progress } from '../ui/Progress.tsx';
import { plain } from '../ui/sentence.ts';
import { SentenceText } from '../ui/SentenceText.tsx';
import { Shot } from '../ui/Shot.tsx';
import { strings as shared } from '../ui/strings.ts';
import type { RunView } from './run-view.ts';
import styles from './RunLive.module.css';
import { strings } from './strings.ts';
import { Timeline } from './Timeline.tsx';

const words = strings.run;
const silenceMs = 10_000;
const announceEveryMs = 2000;

/** A run under way: how far, what it waits for, what it sees. Closing the page never stops it. */
export function RunLive({ view, name }: { view: RunView; name: string }) {
  const { steps } = view;
  const running = steps.find(({ state }) => state === 'running');
  const done = steps.filter(({ state }) => state !== 'running' && state !== 'not-run').length;
  const where = running
    ? `${shared.stepOf(running.number, steps.length)}, ${plain(running.sentence)}`
    : shared.statuses[view.status];
  useAnnounceSlowly(where);
  return (
    <>
      <Progress
        label={words.progress(name)}
        done={done}
        of={steps.length}
        running={running !== undefined}
        words={where}
      />
      <div className={styles['columns']}>
        <Card title={words.stepCount(steps.length)}>
          <Timeline steps={steps} current={running?.number} nextWord={words.next} />
          <p className={classNames(styles['waiting'], 'small dim')}>
            <Waiting view={view} />
          </p>
        </Card>
        <Card
          title={words.sees}
          className={styles['picture']}
          aside={
            <>
              <Icon of={EyeOff} size={14} />
              {words.seesNote}
            </>
          }
        >
          <LatestPicture view={view} />
        </Card>
      </div>
    </>
  );
}

function Waiting({ view }: { view: RunView }) {
  const { now } = useClock();
  if (view.status === 'queued') {
    const { place, startsAt } = view.queue ?? { place: 1, startsAt: undefined };
    const left = startsAt === undefined ? undefined : Math.ceil((startsAt - now) / 1000);
    const start = left !== undefined && left > 0 ? `, ${words.startsIn(left)}` : '';
    return `${words.queued(place)}${start}`;
  }
  if (view.status === 'starting') return words.starting;
  const silentMs = view.heardAt === undefined ? 0 : now - view.heardAt;
  if (silentMs > silenceMs) return words.noNews(Math.round(silentMs / 1000));
  if (!view.waitingFor) return words.closePage;
  return (
    <>
      {words.waiting}
      <SentenceText of={view.waitingFor} />
    </>
  );
}

function LatestPicture({ view }: { view: RunView }) {
  const seen = view.steps.findLast(({ after }) => after !== undefined);
  return (
    <div className={styles['shot']}>
      {seen?.after ? (
        <Shot
          picture={seen.after}
          name={shared.shot(seen.number, words.after, seen.after.hiddenPlaces)}
        />
      ) : (
        <p className="dim">{words.noPictureYet}</p>
      )}
      <p className="small faint">{seen ? words.pictureAge(seen.number) : words.closePage}</p>
    </div>
  );
}

/** Says where the run is, at most every two seconds. */
function useAnnounceSlowly(where: string): void {
  const announce = useAnnounce();
  const [said, setSaid] = useState({ where: '', at: 0 });
  useEffect(() => {
    if (where === said.where) return undefined;
    const timer = setTimeout(
      () => {
        announce(where);
        setSaid({ where, at: performance.now() });
      },
      Math.max(0, said.at + announceEveryMs - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [announce, said, where]);
}
