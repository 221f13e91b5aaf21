import {
  Ban,
  Check,
  CircleDashed,
  CirclePlay,
  OctagonX,
  SkipForward,
  WandSparkles,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { classNames } from '../ui/class-names.ts';
import { seconds } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { SentenceText } from '../ui/SentenceText.tsx';
import { strings as shared } from '../ui/strings.ts';
import type { Tone } from '../ui/tone.ts';
import type { RunStep } from './run-view.ts';
import { strings } from './strings.ts';
import styles from './Timeline.module.css';

const words = strings.run;

const looks: Record<RunStep['state'], { icon: LucideIcon; tone: Tone; heard: string }> = {
  done: { icon: Check, tone: 'ok', heard: shared.barWords.done },
  adapted: { icon: WandSparkles, tone: 'warn', heard: shared.barWords.adapted },
  failed: { icon: OctagonX, tone: 'bad', heard: shared.barWords.failed },
  stopped: { icon: Ban, tone: 'wait', heard: shared.barWords.stopped },
  skipped: { icon: SkipForward, tone: 'wait', heard: shared.barWords.skipped },
  running: { icon: CirclePlay, tone: 'run', heard: shared.barWords.running },
  'not-run': { icon: CircleDashed, tone: 'wait', heard: '' },
};

type TimelineProps = {
  steps: readonly RunStep[];
  current: number | undefined;
  /** Absent while the run goes: then it is a plain list. */
  onChoose?: (number: number) => void;
  /** What stands behind the first step that was not run: `Next` while the run goes. */
  nextWord?: string;
};

/** The steps of a run, each with how it went and how long it took. */
export function Timeline({ steps, current, onChoose, nextWord }: TimelineProps) {
  const next = steps.find(({ state }) => state === 'not-run')?.number;
  return (
    <ol className={styles['timeline']} aria-label={words.list}>
      {steps.map((step) => {
        const end = nextWord === undefined ? words.notRun : step.number === next ? nextWord : '';
        const line = <Line step={step} end={end} />;
        const here = step.number === current;
        const names = classNames(
          styles['step'],
          here && styles['current'],
          step.state === 'not-run' && styles['notRun'],
        );
        return (
          <li
            key={step.number}
            data-item={String(step.number)}
            aria-current={here && !onChoose ? 'step' : undefined}
          >
            {onChoose ? (
              <button
                type="button"
                className={names}
                data-arrow-stop
                aria-current={here ? 'step' : undefined}
                onClick={() => onChoose(step.number)}
                onFocus={() => onChoose(step.number)}
              >
                {line}
              </button>
            ) : (
              <div className={names}>{line}</div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Line({ step, end }: { step: RunStep; end: string }) {
  const { icon, tone, heard } = looks[step.state];
  return (
    <>
      <span className={classNames(styles['number'], 'small faint num')}>{step.number}</span>
      <Icon of={icon} tone={tone} />
      <span className="cut">
        <SentenceText of={step.sentence} />
      </span>
      {heard && <span className="heard">, {heard}, </span>}
      <span className={classNames(styles['end'], 'small faint num')}>{endOf(step, end)}</span>
    </>
  );
}

function endOf({ state, durationMs }: RunStep, end: string): string {
  if (state === 'not-run') return end;
  if (state === 'skipped') return words.skipped;
  return durationMs === undefined ? '' : seconds(durationMs);
}
