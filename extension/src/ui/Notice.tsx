import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import styles from './Notice.module.css';
import type { Tone } from './tone.ts';

type NoticeProps = {
  tone?: Tone;
  icon: LucideIcon;
  /** Said in bold before the sentence, or as a heading where the notice is `large`. */
  title?: ReactNode;
  children?: ReactNode;
  /** At most one, at the far end. */
  action?: ReactNode;
  large?: boolean;
  /** An error: heard at once. */
  alert?: boolean;
  id?: string;
};

/** Something to know, in its tone: title, sentence, one action. */
export function Notice({
  tone = 'wait',
  icon,
  title,
  children,
  action,
  large,
  alert,
  id,
}: NoticeProps) {
  const names = [styles['notice'], styles[tone], large ? styles['large'] : 'small'];
  return (
    <div id={id} className={classNames(...names)} role={alert ? 'alert' : undefined}>
      <span className={styles['icon']}>
        <Icon of={icon} size={large ? 20 : 16} tone={tone} />
      </span>
      <div className={styles['words']}>
        {title && large && <h2>{title}</h2>}
        {title && !large && <strong>{title}</strong>} {children}
      </div>
      {action && <div className={styles['action']}>{action}</div>}
    </div>
  );
}
