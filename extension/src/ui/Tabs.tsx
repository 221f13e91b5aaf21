import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import styles from './Tabs.module.css';

/** One part: its name, and what it shows. */
export type Tab<Value extends string> = {
  value: Value;
  word: ReactNode;
  content: ReactNode;
};

type TabsProps<Value extends string> = {
  tabs: readonly Tab<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** Behind the tabs. */
  aside?: ReactNode;
};

/** Parts of a page of which one is shown; ← and → move between their names. */
export function Tabs<Value extends string>({ tabs, value, onChange, aside }: TabsProps<Value>) {
  return (
    <BaseTabs.Root value={value} onValueChange={(chosen: Value) => onChange(chosen)}>
      <div className={styles['bar']}>
        <BaseTabs.List className={styles['list']}>
          {tabs.map((tab) => (
            <BaseTabs.Tab key={tab.value} value={tab.value} className={styles['tab']}>
              {tab.word}
            </BaseTabs.Tab>
          ))}
        </BaseTabs.List>
        {aside && <div className={styles['aside']}>{aside}</div>}
      </div>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.value} value={tab.value} className={styles['panel']}>
          {tab.content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}
