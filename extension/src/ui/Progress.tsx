import { classNames } from './class-names.ts';
import styles from './Progress.module.css';

type ProgressProps = {
  label: string;
  /** Steps that are done, and how many there are. */
  done: number;
  of: number;
  /** A step is under way: its segment is striped. */
  running: boolean;
  /** Where it stands, in words: “Step 6 of 8, Choose Open in State”. */
  words: string;
};

/** How far a run is: one segment a step, the one under way striped. */
export function Progress({ label, done, of, running, words }: ProgressProps) {
  return (
    <div>
      <progress className="heard" aria-label={label} aria-valuetext={words} value={done} max={of} />
      <div aria-hidden="true" className={styles['progress']}>
        {Array.from({ length: of }, (_, place) => (
          <span
            key={place}
            className={classNames(
              styles['segment'],
              place < done && styles['done'],
              running && place === done && styles['running'],
            )}
          />
        ))}
      </div>
    </div>
  );
}
