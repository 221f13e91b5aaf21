import { classNames } from './class-names.ts';
import styles from './FilmStrip.module.css';
import { seconds } from './format.ts';
import type { Picture } from './Shot.tsx';
import { Shot } from './Shot.tsx';
import { strings } from './strings.ts';

/** How a step went, as its bar shows it: solid, dashes, stripes, half full, outline, moving stripes. */
export type FilmState = keyof typeof strings.barWords;

/** A step in the strip. */
export type Frame = {
  number: number;
  label: string;
  state: FilmState;
  durationMs: number | undefined;
  picture?: Picture | undefined;
};

type FilmStripProps = {
  frames: readonly Frame[];
  current: number;
  onChoose: (number: number) => void;
};

/** All steps side by side, as wide as they took long: a list of buttons, each with name, length and state. */
export function FilmStrip({ frames, current, onChoose }: FilmStripProps) {
  return (
    <ol className={styles['film']} aria-label={strings.timeline(frames.length)}>
      {frames.map((frame) => (
        <li key={frame.number} className={styles['frame']} data-weight={weightOf(frame)}>
          <button
            type="button"
            className={classNames(styles['button'], frame.number === current && styles['current'])}
            aria-current={frame.number === current ? 'step' : undefined}
            aria-label={heard(frame)}
            data-arrow-stop
            onClick={() => onChoose(frame.number)}
          >
            {frame.picture ? (
              <Shot picture={frame.picture} name="" cropped />
            ) : (
              <span className={styles['empty']} />
            )}
            <span className={classNames(styles['bar'], styles[frame.state])} />
            <span className={classNames(styles['label'], 'cut')}>{frame.label}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** A step shows at least half a second wide and at most five, so that every label can be read. */
function weightOf({ durationMs }: Frame): number {
  return Math.min(5, Math.max(0.5, (durationMs ?? 1000) / 1000));
}

function heard({ number, label, state, durationMs }: Frame): string {
  const length = durationMs === undefined ? [] : [seconds(durationMs)];
  return [strings.step(number, label), ...length, strings.barWords[state]].join(', ');
}
