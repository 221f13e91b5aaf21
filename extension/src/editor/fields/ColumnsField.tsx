import { X } from 'lucide-react';
import { columnSchema } from '@mayfly/shared/event/extraction.ts';
import { IconButton } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/Field.tsx';
import { uniqueKeys } from '../../ui/unique-keys.ts';
import type { FieldProps } from '../field-props.ts';
import styles from '../editor.module.css';
import { strings } from '../strings.ts';

/** The columns of a table that is read: what each is called, and where it is in a row. */
export function ColumnsField({ value, onChange }: FieldProps) {
  const parsed = columnSchema.array().safeParse(value);
  const columns = parsed.success ? parsed.data : [];
  const keys = uniqueKeys(columns.map(({ selector = '' }) => selector));
  const put = (place: number, change: { name?: string; selector?: string | undefined }) =>
    onChange(columns.map((column, at) => (at === place ? merged(column, change) : column)));
  return (
    <div className={styles['several']}>
      {columns.map((column, place) => (
        <div key={keys[place] ?? ''} className={styles['column']}>
          <TextInput
            aria-label={strings.column(place + 1)}
            value={column.name}
            onChange={(event) => put(place, { name: event.target.value })}
          />
          <TextInput
            aria-label={strings.columnWhere(place + 1)}
            className="mono"
            defaultValue={column.selector}
            onBlur={(event) => put(place, { selector: event.target.value || undefined })}
          />
          <IconButton
            icon={X}
            label={strings.removeColumn(place + 1)}
            disabled={columns.length === 1}
            onClick={() => onChange(columns.filter((_, at) => at !== place))}
          />
        </div>
      ))}
    </div>
  );
}

function merged(column: object, change: object): object {
  const entries = Object.entries({ ...column, ...change });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
