import { isInput, isSecret, textSchema } from '@mayfly/shared/base/text.ts';
import type { Text } from '@mayfly/shared/base/text.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Select, TextInput } from '../../ui/Field.tsx';
import type { DeclaredNames, FieldProps } from '../field-props.ts';
import styles from '../editor.module.css';
import { strings } from '../strings.ts';

type Kind = keyof typeof strings.kinds;

/** A text: written down, asked at each run, or a secret that is only ever named. */
export function TextOrNameField({ meta, value, names, onChange, id }: FieldProps) {
  const parsed = textSchema.safeParse(value);
  return (
    <OneText
      id={id}
      label={meta.label}
      text={parsed.success ? parsed.data : ''}
      names={names}
      onChange={onChange}
    />
  );
}

type OneTextProps = {
  id?: string | undefined;
  label: string;
  text: Text;
  names: DeclaredNames;
  onChange: (text: Text) => void;
};

/** One such text with its choice. */
export function OneText({ id, label, text, names, onChange }: OneTextProps) {
  const kind: Kind = isSecret(text) ? 'secret' : isInput(text) ? 'input' : 'literal';
  const kinds = (['literal', 'input', 'secret'] as const).filter(
    (one) => one === 'literal' || one === kind || declared(names, one).length > 0,
  );
  return (
    <div className={styles['text']}>
      <Choice
        label={strings.kind(label)}
        value={kind}
        options={kinds.map((one) => ({ value: one, word: strings.kinds[one] }))}
        onChange={(chosen) => onChange(turned(chosen, names))}
      />
      {typeof text === 'string' ? (
        <TextInput
          id={id}
          aria-label={id ? undefined : label}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <Select
          id={id}
          aria-label={id ? undefined : label}
          value={isSecret(text) ? text.secret : text.input}
          onChange={(event) =>
            onChange(
              isSecret(text) ? { secret: event.target.value } : { input: event.target.value },
            )
          }
        >
          {declared(names, kind).map(({ name, label: called }) => (
            <option key={name} value={name}>
              {called}
            </option>
          ))}
        </Select>
      )}
    </div>
  );
}

function declared({ inputs, secrets }: DeclaredNames, kind: Kind) {
  if (kind === 'literal') return [];
  return kind === 'secret' ? secrets : inputs;
}

function turned(kind: Kind, names: DeclaredNames): Text {
  const [first] = declared(names, kind);
  if (kind === 'literal' || !first) return '';
  return kind === 'secret' ? { secret: first.name } : { input: first.name };
}
