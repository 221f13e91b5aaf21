import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import type { Sentence } from './sentence.ts';
import { SentenceText } from './SentenceText.tsx';
import styles from './StepRow.module.css';
import type { Tone } from './tone.ts';

type StepRowProps = {
  number: number;
  icon: LucideIcon;
  tone?: Tone;
  sentence: Sentence;
  /** Chips and further lines below the sentence. */
  children?: ReactNode;
  /** At the far end: a duration, a state, a button. */
  end?: ReactNode;
  /** Marked: the step spoken of, or the one that has just come. */
  state?: 'plain' | 'current' | 'new' | 'not-run';
};

/** One step as a line: number, drawing, sentence, what there is to say below it. */
export function StepRow(props: StepRowProps) {
  const { number, icon, tone = 'wait', sentence, children, end, state = 'plain' } = props;
  return (
    <li className={classNames(styles['step'], styles[state])}>
      <span className={classNames(styles['number'], 'small faint num')}>{number}</span>
      <span className={styles['icon']}>
        <Icon of={icon} tone={tone} />
      </span>
      <div className={styles['words']}>
        <div>
          <SentenceText of={sentence} />
        </div>
        {children && <div className={classNames(styles['below'], 'small faint')}>{children}</div>}
      </div>
      {end && <div className={styles['end']}>{end}</div>}
    </li>
  );
}
