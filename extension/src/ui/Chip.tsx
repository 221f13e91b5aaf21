import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Chip.module.css';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';

type ChipProps = {
  kind?: 'plain' | 'secret' | 'change';
  icon?: LucideIcon | undefined;
  children: ReactNode;
};

/** A short fact on a tint: read only, makes changes, a secret, a count with its noun. */
export function Chip({ kind = 'plain', icon, children }: ChipProps) {
  return (
    <span className={classNames(styles['chip'], styles[kind], 'num')}>
      {icon && <Icon of={icon} size={14} />}
      {children}
    </span>
  );
}
