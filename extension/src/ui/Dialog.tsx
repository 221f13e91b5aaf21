import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useId, useState } from 'react';
import { IconButton } from './Button.tsx';
import { classNames } from './class-names.ts';
import { DialogElement } from './dialog-element.ts';
import styles from './Dialog.module.css';
import { strings } from './strings.ts';

/** A field is what one wants first; never a button that acts. */
function firstToFill(dialog: HTMLElement): HTMLElement | null {
  return dialog.querySelector('input:not([type=radio]), textarea, select');
}

type DialogProps = {
  title: string;
  onClose: () => void;
  /** Buttons, the one that acts last; none of them is what Enter presses. */
  actions?: ReactNode;
  /** Beside the buttons. */
  note?: ReactNode;
  wide?: boolean;
  children: ReactNode;
};

/**
 * A question over the page: the platform's modal dialog, which keeps the focus inside, closes on Esc and gives the focus
 * back to what opened it. It is open while it is rendered.
 */
export function Dialog({ title, onClose, actions, note, wide = false, children }: DialogProps) {
  const [element, setElement] = useState<HTMLDialogElement | null>(null);
  const titleId = useId();

  useEffect(() => {
    if (!element) return undefined;
    const opener = document.activeElement;
    element.showModal();
    firstToFill(element)?.focus();
    return () => {
      element.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, [element]);

  return (
    <dialog
      ref={setElement}
      className={classNames(styles['dialog'], wide && styles['wide'])}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <DialogElement value={element}>
        <header className={classNames(styles['header'], 'row')}>
          <h2 id={titleId} className="grow">
            {title}
          </h2>
          <IconButton icon={X} label={strings.close} onClick={onClose} />
        </header>
        <div className={styles['content']}>{children}</div>
        <footer className={classNames(styles['footer'], 'row')}>
          <div className="grow small faint">{note}</div>
          {actions}
        </footer>
      </DialogElement>
    </dialog>
  );
}
