import { Combobox as BaseCombobox } from '@base-ui/react/combobox';
import { Check, ChevronDown } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useContext } from 'react';
import styles from './Combobox.module.css';
import { DialogElement } from './dialog-element.ts';
import type { ControlLinks } from './Field.tsx';
import { Icon } from './Icon.tsx';
import { strings } from './strings.ts';

/** One of the many: its value, and what is read and searched. */
export type ComboboxOption = { value: string; label: string };

type ComboboxProps = ControlLinks & {
  icon?: LucideIcon;
  value: string;
  options: readonly ComboboxOption[];
  onChange: (value: string) => void;
};

/** One of many, found by typing. */
export function Combobox({ icon, value, options, onChange, ...links }: ComboboxProps) {
  const dialog = useContext(DialogElement);
  const chosen = options.find((option) => option.value === value) ?? { value, label: value };
  return (
    <BaseCombobox.Root
      items={options}
      value={chosen}
      isItemEqualToValue={(item, other) => item.value === other.value}
      onValueChange={(option) => option && onChange(option.value)}
    >
      <span className={styles['frame']}>
        {icon && <Icon of={icon} size={14} />}
        <BaseCombobox.Input {...links} className={styles['input']} />
        <BaseCombobox.Trigger className={styles['trigger']} aria-label={strings.open}>
          <Icon of={ChevronDown} size={14} />
        </BaseCombobox.Trigger>
      </span>
      <BaseCombobox.Portal container={dialog ?? undefined}>
        <BaseCombobox.Positioner sideOffset={4} className={styles['positioner']}>
          <BaseCombobox.Popup className={styles['popup']}>
            <BaseCombobox.Empty className={styles['empty']}>
              {strings.nothingThere}
            </BaseCombobox.Empty>
            <BaseCombobox.List className={styles['list']}>
              {(option: ComboboxOption) => (
                <BaseCombobox.Item key={option.value} value={option} className={styles['item']}>
                  <BaseCombobox.ItemIndicator className={styles['tick']}>
                    <Icon of={Check} size={12} />
                  </BaseCombobox.ItemIndicator>
                  <span className={styles['word']}>{option.label}</span>
                </BaseCombobox.Item>
              )}
            </BaseCombobox.List>
          </BaseCombobox.Popup>
        </BaseCombobox.Positioner>
      </BaseCombobox.Portal>
    </BaseCombobox.Root>
  );
}
