import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { useSingleKeys } from '../ui/single-keys.ts';
import { KeysDialog } from './KeysDialog.tsx';
import styles from './ListTools.module.css';
import { strings } from './strings.ts';

const words = strings.shell.keys;

type KeysHintProps = {
  open: boolean;
  onOpen: (open: boolean) => void;
  canRun?: boolean;
  children?: ReactNode;
};

/** Below a list: the keys that act in it, and at the far end what else there is to say. */
export function KeysHint({ open, onOpen, canRun = false, children }: KeysHintProps) {
  const singleKeys = useSingleKeys();
  return (
    <div className={classNames(styles['foot'], 'small faint')}>
      <kbd>↑</kbd>
      <kbd>↓</kbd>
      {words.move}
      <kbd>Enter</kbd>
      {words.open}
      {canRun && singleKeys && (
        <>
          <kbd>R</kbd>
          {words.run}
        </>
      )}
      {singleKeys && <kbd>?</kbd>}
      <Button
        kind="quiet"
        size="small"
        className={styles['keysButton']}
        aria-haspopup="dialog"
        onClick={() => onOpen(true)}
      >
        {words.all}
      </Button>
      <span className="grow" />
      {children}
      {open && <KeysDialog onClose={() => onOpen(false)} />}
    </div>
  );
}

/** Whether the list of all keys is open; it opens by `?` too. */
export function useKeysDialog() {
  const [open, setOpen] = useState(false);
  return { open, onOpen: setOpen, keys: { '?': () => setOpen(true) } };
}
