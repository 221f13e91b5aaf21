import { Check, Switch } from '../../ui/Check.tsx';
import { Select, TextInput } from '../../ui/Field.tsx';
import type { FieldProps } from '../field-props.ts';
import { strings } from '../strings.ts';
import styles from '../editor.module.css';

/** One line of text; what engineers write stands in the type of code. */
export function TextField({ meta, value, onChange, id, ...links }: FieldProps) {
  const isCode = meta.control === 'selector' || meta.control === 'keys';
  return (
    <TextInput
      id={id}
      aria-describedby={links['aria-describedby']}
      aria-invalid={links['aria-invalid']}
      className={isCode ? 'mono' : undefined}
      spellCheck={!isCode}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    />
  );
}

/** A number as it is kept. */
export function NumberField({ value, onChange, id, ...links }: FieldProps) {
  return (
    <TextInput
      id={id}
      aria-describedby={links['aria-describedby']}
      aria-invalid={links['aria-invalid']}
      type="number"
      value={typeof value === 'number' ? value : ''}
      onChange={(event) => onChange(numberOf(event.target.valueAsNumber))}
    />
  );
}

/** A time that is kept in milliseconds, and typed in seconds. */
export function DurationField({ value, onChange, id, ...links }: FieldProps) {
  return (
    <TextInput
      id={id}
      aria-describedby={links['aria-describedby']}
      aria-invalid={links['aria-invalid']}
      type="number"
      min={0}
      step={0.1}
      value={typeof value === 'number' ? value / 1000 : ''}
      end={<span className="small faint">{strings.seconds}</span>}
      onChange={(event) => {
        const seconds = numberOf(event.target.valueAsNumber);
        onChange(seconds === undefined ? undefined : Math.round(seconds * 1000));
      }}
    />
  );
}

/** One of a few. */
export function ChoiceField({ meta, options, value, onChange, id }: FieldProps) {
  return (
    <Select
      id={id}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value)}
    >
      {value === undefined && <option value="">{strings.unknownChoice}</option>}
      {options.map((option) => (
        <option key={option} value={option}>
          {meta.words?.[option] ?? option}
        </option>
      ))}
    </Select>
  );
}

/** Any of a few. */
export function ChoicesField({ meta, options, value, onChange }: FieldProps) {
  const chosen = Array.isArray(value) ? value.map(String) : [];
  return (
    <div className={styles['choices']}>
      {options.map((option) => (
        <Check
          key={option}
          checked={chosen.includes(option)}
          onChange={(checked) => {
            const next = checked ? [...chosen, option] : chosen.filter((one) => one !== option);
            onChange(next.length > 0 ? next : undefined);
          }}
        >
          {meta.words?.[option] ?? option}
        </Check>
      ))}
    </div>
  );
}

/** Yes or no. */
export function SwitchField({ value, onChange }: FieldProps) {
  return (
    <Switch checked={value === true} onChange={onChange}>
      {strings.yes}
    </Switch>
  );
}

function numberOf(typed: number): number | undefined {
  return Number.isNaN(typed) ? undefined : typed;
}
