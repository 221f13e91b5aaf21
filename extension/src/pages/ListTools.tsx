import { Search } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Choice } from '../ui/Choice.tsx';
import { TextInput } from '../ui/Field.tsx';
import styles from './ListTools.module.css';

type ListToolsProps<Filter extends string> = {
  findLabel: string;
  text: string;
  onText: (text: string) => void;
  findRef: Ref<HTMLInputElement>;
  filterLabel: string;
  filter: Filter;
  filters: Readonly<Record<Filter, string>>;
  onFilter: (filter: Filter) => void;
  /** At the far end. */
  children?: ReactNode;
};

/** Above a list: find, and which rows to show. */
export function ListTools<Filter extends string>(props: ListToolsProps<Filter>) {
  const { findLabel, text, onText, findRef, filterLabel, filter, filters, onFilter } = props;
  const values = Object.keys(filters) as Filter[];
  return (
    <div className={styles['tools']}>
      <TextInput
        ref={findRef}
        className={styles['find']}
        icon={Search}
        type="search"
        aria-label={findLabel}
        placeholder={findLabel}
        value={text}
        end={<kbd>/</kbd>}
        onChange={(event) => onText(event.target.value)}
      />
      <Choice
        label={filterLabel}
        value={filter}
        options={values.map((value) => ({ value, word: filters[value] }))}
        onChange={onFilter}
      />
      <span className="grow" />
      {props.children}
    </div>
  );
}
