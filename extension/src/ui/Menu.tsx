import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useContext } from 'react';
import { IconButton } from './Button.tsx';
import { classNames } from './class-names.ts';
import { DialogElement } from './dialog-element.ts';
import { Icon } from './Icon.tsx';
import styles from './Menu.module.css';
import { strings } from './strings.ts';

/** `danger`: leads to a question that destroys. */
export type MenuItem = {
  word: string;
  icon: LucideIcon;
  danger?: boolean;
  disabled?: boolean;
  onChoose: () => void;
};

/** “More” for a row of a page; arrows move, Esc closes and gives the focus back. */
export function Menu({ of: name, items }: { of: string; items: readonly MenuItem[] }) {
  const dialog = useContext(DialogElement);
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={<IconButton icon={Ellipsis} label={strings.more(name)} />} />
      <BaseMenu.Portal container={dialog ?? undefined}>
        <BaseMenu.Positioner sideOffset={4} align="end" className={styles['positioner']}>
          <BaseMenu.Popup className={styles['menu']}>
            {items.map(({ word, icon, danger, disabled, onChoose }) => (
              <BaseMenu.Item
                key={word}
                className={classNames(styles['item'], danger && styles['danger'])}
                disabled={disabled ?? false}
                onClick={onChoose}
              >
                <Icon of={icon} size={14} />
                {word}
              </BaseMenu.Item>
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}
