import { Play, UserCheck } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import type { Clock } from '../ui/clock.tsx';
import { useClock } from '../ui/clock.tsx';
import { sayDay, timeOfDay } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { statusLooks } from '../ui/Status.tsx';
import { strings as shared } from '../ui/strings.ts';
import { toneClass } from '../ui/tone.ts';
import { useListKeys } from '../ui/use-list-keys.ts';
import type { HomeAutomation, HomeRun } from './home-view.ts';
import { PopupList, PopupPart } from './PopupFrame.tsx';
import styles from './popup.module.css';
import { strings } from './strings.ts';

type HomeAutomationsProps = {
  automations: readonly HomeAutomation[];
  away: boolean;
  onRun: (id: string) => void;
};

/** What has been recorded on this site, each with its start. */
export function HomeAutomations({ automations, away, onRun }: HomeAutomationsProps) {
  const clock = useClock();
  return (
    <PopupPart title={strings.home.automations}>
      {automations.length === 0 && <p className="small faint">{strings.home.noAutomation}</p>}
      <PopupList>
        {automations.map((automation) => {
          const { id, name, needsApproval } = automation;
          return (
            <li key={id}>
              <div className="grow">
                <div className="strong cut">{name}</div>
                <div className="small faint">{sayNext(automation, clock)}</div>
              </div>
              <Button
                size="small"
                icon={needsApproval ? UserCheck : Play}
                aria-label={(needsApproval ? strings.home.askNamed : strings.home.runNamed)(name)}
                disabled={away}
                onClick={() => onRun(id)}
              >
                {needsApproval ? strings.home.ask : strings.home.run}
              </Button>
            </li>
          );
        })}
      </PopupList>
    </PopupPart>
  );
}

/** The latest runs, each leading to its report. */
export function HomeRuns(props: { runs: readonly HomeRun[]; onOpenRun: (id: string) => void }) {
  const { runs, onOpenRun } = props;
  const clock = useClock();
  const onKeyDown = useListKeys();
  return (
    <PopupPart title={strings.home.runs}>
      {runs.length === 0 && <p className="small faint">{strings.home.noRun}</p>}
      {/* The keys move between the buttons inside; the list itself is not a control. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDown={onKeyDown}>
        <PopupList>
          {runs.map((run) => {
            const { icon, tone } = statusLooks[run.status];
            const news = tone !== 'ok' && tone !== 'wait';
            return (
              <li key={run.id} data-item={run.id}>
                <button
                  type="button"
                  className={styles['runLink']}
                  data-arrow-stop
                  onClick={() => onOpenRun(run.id)}
                >
                  <Icon of={icon} tone={tone} />
                  <span className={classNames(styles['runName'], 'grow cut')}>{run.name}</span>
                  <span className={news ? toneClass(tone, 'small', 'strong') : 'small faint'}>
                    {sayRun(run, clock)}
                  </span>
                </button>
              </li>
            );
          })}
        </PopupList>
      </div>
    </PopupPart>
  );
}

function sayNext({ nextRunAt, writes, needsApproval }: HomeAutomation, clock: Clock): string {
  if (nextRunAt !== undefined) {
    const said = sayDay(nextRunAt, clock).replace(/^(Today|Tomorrow)/, (word) =>
      word.toLowerCase(),
    );
    return strings.home.next(`${said}, ${timeOfDay(nextRunAt, clock.zone)}`);
  }
  if (needsApproval) return strings.home.changesApproved;
  return writes ? strings.home.changes : strings.home.onDemand;
}

function sayRun({ status, step, of, at }: HomeRun, clock: Clock): string {
  if (status === 'running' && step && of) return shared.stepOf(step, of);
  if (status === 'outcome-unknown') return strings.home.needsYou;
  if (status === 'queued' || status === 'starting') return shared.statuses[status];
  const said = sayDay(at, clock);
  const time = said === 'Today' ? timeOfDay(at, clock.zone) : said;
  return `${shared.statuses[status]}, ${time}`;
}
