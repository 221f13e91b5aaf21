import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';

/** `primary` once a screen; `danger` destroys; `danger-quiet` leads to a question that destroys; `quiet` has no frame. */
export type ButtonKind = 'plain' | 'primary' | 'quiet' | 'danger' | 'danger-quiet';
/** Heights: 26, 32 and 40 px. */
export type ButtonSize = 'small' | 'control' | 'large';

type ButtonProps = ComponentProps<'button'> & {
  kind?: ButtonKind;
  size?: ButtonSize;
  icon?: LucideIcon | undefined;
  wide?: boolean;
};

/** A button with its word; never of type submit unless told so. */
export function Button({
  kind = 'plain',
  size = 'control',
  icon,
  wide = false,
  type = 'button',
  className,
  children,
  ...rest
}: ButtonProps) {
  const names = [styles['button'], styles[kind], styles[size], wide && styles['wide'], className];
  return (
    <button type={type} className={classNames(...names)} {...rest}>
      {icon && <Icon of={icon} size={size === 'small' ? 14 : 16} />}
      {children}
    </button>
  );
}

type IconButtonProps = Omit<ButtonProps, 'children' | 'icon' | 'wide'> & {
  icon: LucideIcon;
  label: string;
};

/** A button without a word on it: settings, back, close, more, undo, redo. `label` is its name. */
export function IconButton({
  icon,
  label,
  kind = 'quiet',
  size = 'small',
  ...rest
}: IconButtonProps) {
  const className = classNames(styles['square'], rest.className);
  return (
    <Button kind={kind} size={size} aria-label={label} {...rest} className={className}>
      <Icon of={icon} />
    </Button>
  );
}

/** The red dot of recording, beside the word. */
export function RecordingDot() {
  return <span aria-hidden="true" className={styles['recording']} />;
}

/** What stands at the far end of a wide button: a key, a date. */
export function ButtonEnd({ children }: { children: ReactNode }) {
  return <span className={styles['end']}>{children}</span>;
}
