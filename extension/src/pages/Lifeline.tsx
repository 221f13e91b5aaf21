import { classNames } from '../ui/class-names.ts';
import { seconds } from '../ui/format.ts';
import styles from './ReportProof.module.css';
import type { RunProof } from './run-view.ts';
import { strings } from './strings.ts';

const words = strings.problem;

/** The life of the run's browser as one bar: born, working, erased, each as wide as it took long. */
export function Lifeline({ proof }: { proof: RunProof }) {
  const { bornAt, releasedAt, endedAt, erasure } = proof;
  if (bornAt === undefined || releasedAt === undefined || endedAt === undefined) return undefined;
  if (erasure.kind !== 'gone') return undefined;
  const [born, worked, erased] = [releasedAt - bornAt, endedAt - releasedAt, erasure.at - endedAt];
  const parts = [
    { word: words.born, ms: born, look: styles['born'] },
    { word: words.working, ms: worked, look: styles['working'] },
    { word: words.erasedBar, ms: erased, look: styles['erased'] },
  ];
  return (
    <div>
      <p className="heard">{words.lifeline(seconds(born), seconds(worked), seconds(erased))}</p>
      <div aria-hidden="true" className={styles['lifeline']}>
        {parts.map(({ word, ms, look }) => (
          <span
            key={word}
            className={classNames(styles['part'], look, 'cut')}
            data-weight={Math.max(0.9, ms / 1000)}
          >
            {word}
          </span>
        ))}
      </div>
    </div>
  );
}
