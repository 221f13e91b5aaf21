import { Plus, X } from 'lucide-react';
import { textSchema } from '@mayfly/shared/base/text.ts';
import type { Text } from '@mayfly/shared/base/text.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { uniqueKeys } from '../../ui/unique-keys.ts';
import type { FieldProps } from '../field-props.ts';
import styles from '../editor.module.css';
import { strings } from '../strings.ts';
import { OneText } from './TextOrNameField.tsx';

/** Several texts, in order. */
export function TextsField({ meta, value, names, onChange }: FieldProps) {
  const parsed = textSchema.array().safeParse(value);
  const texts: readonly Text[] = parsed.success ? parsed.data : [];
  const keys = uniqueKeys(texts.map(() => meta.label));
  const put = (place: number, text: Text) =>
    onChange(texts.map((before, at) => (at === place ? text : before)));
  return (
    <div className={styles['several']}>
      {keys.map((key, place) => (
        <div key={key} className={styles['entry']}>
          <OneText
            label={strings.textAt(meta.label, place + 1)}
            text={texts[place] ?? ''}
            names={names}
            onChange={(text) => put(place, text)}
          />
          <IconButton
            icon={X}
            label={strings.removeText(place + 1)}
            onClick={() => onChange(texts.filter((_, at) => at !== place))}
          />
        </div>
      ))}
      <div>
        <Button size="small" icon={Plus} onClick={() => onChange([...texts, ''])}>
          {strings.add}
        </Button>
      </div>
    </div>
  );
}
