import { Check as CheckDrawing } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './Check.module.css';

type CheckProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  /** Its name where the words beside it are not inside `children`. */
  label?: string;
  describedBy?: string | undefined;
  children?: ReactNode;
};

/** A tick with its words; the whole line is the target. */
export function Check({ checked, onChange, disabled, label, describedBy, children }: CheckProps) {
  return (
    <label className={classNames(styles['line'], children === undefined && styles['bare'])}>
      <input
        type="checkbox"
        className="heard"
        checked={checked}
        disabled={disabled}
        aria-label={label}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span aria-hidden="true" className={styles['box']}>
        <CheckDrawing size={12} strokeWidth={3} />
      </span>
      {children}
    </label>
  );
}

type SwitchProps = { checked: boolean; onChange: (checked: boolean) => void; children: ReactNode };

/** Something that is on or off from now on; its words before it. */
export function Switch({ checked, onChange, children }: SwitchProps) {
  return (
    <label className={classNames(styles['line'], styles['switchLine'])}>
      <span className="grow">{children}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        className="heard"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span aria-hidden="true" className={styles['track']} />
    </label>
  );
}
