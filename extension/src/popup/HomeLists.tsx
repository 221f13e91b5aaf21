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
import type { HomeAutomation, HomeRun, HomeView } from './home-view.ts';
import { PopupList, PopupPart } from './PopupFrame.tsx';
import styles from './popup.module.css';
import { below } from './strings/below.ts';

type HomeListsProps = {
  view: HomeView;
  away: boolean;
  onRun: (automationId: string) => void;
  onOpenRun: (runId: string) => void;
};

/** The automations of this site, and the latest runs. */
export function HomeLists({ view, away, onRun, onOpenRun }: HomeListsProps) {
  return (
    <>
      {view.site.kind === 'site' && (
        <HomeAutomations automations={view.automations} away={away} onRun={onRun} />
      )}
      <HomeRuns runs={view.runs} onOpenRun={onOpenRun} />
    </>
  );
}

type HomeAutomationsProps = {
  automations: readonly HomeAutomation[];
  away: boolean;
  onRun: (id: string) => void;
};

/** What has been recorded on this site, each with its start. */
function HomeAutomations({ automations, away, onRun }: HomeAutomationsProps) {
  const clock = useClock();
  return (
    <PopupPart title={below.automations}>
      {automations.length === 0 && <p className="small faint">{below.noAutomation}</p>}
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
                aria-label={(needsApproval ? below.askNamed : below.runNamed)(name)}
                disabled={away}
                onClick={() => onRun(id)}
              >
                {needsApproval ? below.ask : below.run}
              </Button>
            </li>
          );
        })}
      </PopupList>
    </PopupPart>
  );
}

/** The latest runs, each leading to its report. */
function HomeRuns(props: { runs: readonly HomeRun[]; onOpenRun: (id: string) => void }) {
  const { runs, onOpenRun } = props;
  const clock = useClock();
  const onKeyDown = useListKeys();
  return (
    <PopupPart title={below.runs}>
      {runs.length === 0 && <p className="small faint">{below.noRun}</p>}
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
    return below.next(`${said}, ${timeOfDay(nextRunAt, clock.zone)}`);
  }
  if (needsApproval) return below.changesApproved;
  return writes ? below.changes : below.onDemand;
}

function sayRun({ status, step, of, at }: HomeRun, clock: Clock): string {
  if (status === 'running' && step && of) return shared.stepOf(step, of);
  if (status === 'outcome-unknown') return below.needsYou;
  if (status === 'queued' || status === 'starting') return shared.statuses[status];
  const said = sayDay(at, clock);
  const time = said === 'Today' ? timeOfDay(at, clock.zone) : said;
  return `${shared.statuses[status]}, ${time}`;
}
