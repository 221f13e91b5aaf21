import { ChevronDown, CircleAlert } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './Field.module.css';
import { Icon } from './Icon.tsx';

/** What a control needs to be linked to its label, hint and error. */
export type ControlLinks = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
};

type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: ReactNode;
  children: (links: ControlLinks) => ReactNode;
};

/** Label above, control, then error and hint, linked so that all of it is heard. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const describing = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  const links: ControlLinks = {
    id,
    'aria-describedby': describing || undefined,
    'aria-invalid': error ? true : undefined,
  };
  return (
    <div>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      {children(links)}
      {error && (
        <div
          id={`${id}-error`}
          role="alert"
          className={classNames(styles['error'], 'row top small')}
        >
          <Icon of={CircleAlert} size={14} tone="bad" />
          <span>{error}</span>
        </div>
      )}
      {hint && (
        <div id={`${id}-hint`} className={classNames(styles['hint'], 'small faint')}>
          {hint}
        </div>
      )}
    </div>
  );
}

/** Several controls under one label. */
export function FieldGroup({
  label,
  error,
  children,
}: Omit<FieldProps, 'children' | 'hint'> & { children: ReactNode }) {
  return (
    <fieldset>
      <legend className={styles['label']}>{label}</legend>
      {children}
      {error && (
        <div role="alert" className={classNames(styles['error'], 'row top small')}>
          <Icon of={CircleAlert} size={14} tone="bad" />
          <span>{error}</span>
        </div>
      )}
    </fieldset>
  );
}

type TextInputProps = ComponentProps<'input'> & {
  icon?: LucideIcon;
  end?: ReactNode;
  small?: boolean;
};

/** One line of text in the frame of a control; `end` stands behind it (a key). */
export function TextInput({ icon, end, small, className, ...rest }: TextInputProps) {
  return (
    <span className={classNames(styles['frame'], small && styles['small'], className)}>
      {icon && <Icon of={icon} size={14} />}
      <input className={styles['input']} type="text" {...rest} />
      {end}
    </span>
  );
}

/** Several lines of text in the frame of a control. */
export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={classNames(styles['area'], className)} {...rest} />;
}

type SelectProps = ComponentProps<'select'> & { icon?: ReactNode };

/** The platform's own list of few choices. */
export function Select({ icon, children, className, ...rest }: SelectProps) {
  return (
    <span className={classNames(styles['frame'], className)}>
      {icon}
      <select className={styles['select']} {...rest}>
        {children}
      </select>
      <span className={styles['chevron']}>
        <Icon of={ChevronDown} size={14} />
      </span>
    </span>
  );
}
