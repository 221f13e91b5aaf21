import { Ellipsis } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useId, useRef } from 'react';
import { IconButton } from './Button.tsx';
import { Icon } from './Icon.tsx';
import styles from './PopoverMenu.module.css';
import { strings } from './strings.ts';

/** One thing to do. */
export type PopoverItem = { word: string; icon: LucideIcon; onChoose: () => void };

/** “More” by the platform's own popover, for popup and panel: Esc and a click elsewhere close it. */
export function PopoverMenu({ of: name, items }: { of: string; items: readonly PopoverItem[] }) {
  const id = useId();
  const popover = useRef<HTMLUListElement>(null);
  return (
    <>
      <IconButton
        icon={Ellipsis}
        label={strings.more(name)}
        popoverTarget={id}
        className={styles['opener']}
      />
      <ul id={id} ref={popover} popover="auto" className={styles['menu']}>
        {items.map(({ word, icon, onChoose }) => (
          <li key={word}>
            <button
              type="button"
              className={styles['item']}
              onClick={() => {
                popover.current?.hidePopover();
                onChoose();
              }}
            >
              <Icon of={icon} size={14} />
              {word}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
