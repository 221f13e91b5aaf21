import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';
import styles from './Icon.module.css';
import type { Tone } from './tone.ts';
import { toneClass } from './tone.ts';

type IconProps = { of: LucideIcon; size?: 12 | 14 | 16 | 20; tone?: Tone | undefined };

/** A drawing beside a word: hidden from screen readers, since the word says it. Sizes in px. */
export function Icon({ of: Drawing, size = 16, tone }: IconProps) {
  return (
    <Drawing
      aria-hidden="true"
      size={size}
      strokeWidth={1.75}
      className={classNames(styles['icon'], toneClass(tone))}
    />
  );
}
