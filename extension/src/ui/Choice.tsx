import { useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './Choice.module.css';

type ChoiceProps<Value extends string> = {
  /** The question, heard but not shown where the place says it already. */
  label: string;
  shown?: boolean;
  value: Value;
  options: readonly { value: Value; word: string }[];
  onChange: (value: Value) => void;
};

/** One of a few, side by side: a group of radio buttons. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, shown = false, value, options, onChange } = props;
  const name = useId();
  return (
    <fieldset>
      <legend className={shown ? styles['legend'] : 'heard'}>{label}</legend>
      <div className={styles['segments']}>
        {options.map((option) => (
          <label key={option.value} className={styles['segment']}>
            <input
              type="radio"
              className={classNames('heard')}
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.word}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
