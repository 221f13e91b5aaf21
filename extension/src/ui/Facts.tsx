import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';
import styles from './Facts.module.css';
import { Icon } from './Icon.tsx';
import type { Tone } from './tone.ts';
import { toneClass } from './tone.ts';

/** A short fact with its drawing. */
export type Fact = { icon: LucideIcon; words: string; tone?: Tone | undefined };

/** A line of short facts, each with its drawing. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <ul className={classNames(styles['facts'], 'small num')}>
      {facts.map(({ icon, words, tone }) => (
        <li key={words} className={classNames(styles['fact'], toneClass(tone))}>
          <Icon of={icon} size={14} />
          {words}
        </li>
      ))}
    </ul>
  );
}
