import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId } from 'react';
import styles from './Card.module.css';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import type { Tone } from './tone.ts';

type CardProps = {
  title?: ReactNode;
  icon?: LucideIcon;
  tone?: Tone;
  /** At the far end of the header: a count with its noun, a button. */
  aside?: ReactNode;
  /** Space around the content; lists and tables bring their own. */
  padded?: boolean;
  className?: string | undefined;
  children: ReactNode;
};

/** A framed part of a page, named by its title. */
export function Card({ title, icon, tone, aside, padded = false, className, children }: CardProps) {
  const id = useId();
  return (
    <section
      className={classNames(styles['card'], className)}
      aria-labelledby={title ? id : undefined}
    >
      {title && (
        <header className={styles['header']}>
          {icon && <Icon of={icon} tone={tone ?? 'wait'} />}
          <h2 id={id} className={classNames(styles['title'], 'grow')}>
            {title}
          </h2>
          {aside && <div className={classNames(styles['aside'], 'small faint num')}>{aside}</div>}
        </header>
      )}
      {padded ? <div className={styles['padded']}>{children}</div> : children}
    </section>
  );
}

/** Rows with a line between them, inside a card. */
export function CardList({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className={styles['list']} aria-label={label}>
      {children}
    </ul>
  );
}

/** One row of a card's list. */
export function CardRow({ children }: { children: ReactNode }) {
  return <li className={styles['row']}>{children}</li>;
}
