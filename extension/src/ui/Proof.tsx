import type { LucideIcon } from 'lucide-react';
import { Check, CircleDashed, Minus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import styles from './Proof.module.css';
import type { Tone } from './tone.ts';

/** `checked`: verified in this very place. `refuted`: checked and wrong. `open`: not known yet. `limit`: never promised. */
export type ProofMark = 'checked' | 'refuted' | 'open' | 'limit';

const marks: Record<ProofMark, { icon: LucideIcon; tone: Tone }> = {
  checked: { icon: Check, tone: 'ok' },
  refuted: { icon: X, tone: 'bad' },
  open: { icon: CircleDashed, tone: 'wait' },
  limit: { icon: Minus, tone: 'warn' },
};

type ProofRowProps = {
  mark: ProofMark;
  /** Another drawing than the mark's own, in its colour. */
  icon?: LucideIcon | undefined;
  title?: ReactNode;
  children?: ReactNode;
  /** At the far end: when, or the figure. */
  end?: ReactNode;
};

/** Checked lines with their times. */
export function Proof({ children, small }: { children: ReactNode; small?: boolean }) {
  return <ul className={classNames(styles['proof'], small && 'small')}>{children}</ul>;
}

/** One line of a proof. Green only for what was checked. */
export function ProofRow({ mark, icon, title, children, end }: ProofRowProps) {
  const look = marks[mark];
  return (
    <li className={styles['row']}>
      <span className={styles['icon']}>
        <Icon of={icon ?? look.icon} tone={look.tone} size={icon ? 14 : 16} />
      </span>
      <div className={styles['words']}>
        {title && <div className="strong">{title}</div>}
        {children && <div className={title ? 'dim' : undefined}>{children}</div>}
      </div>
      {end && <div className="small faint num">{end}</div>}
    </li>
  );
}
