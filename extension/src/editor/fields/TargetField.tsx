import { Crosshair, X } from 'lucide-react';
import { targetSchema } from '@mayfly/shared/base/target.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/Field.tsx';
import type { FieldProps } from '../field-props.ts';
import styles from '../editor.module.css';
import { strings } from '../strings.ts';

/** Something on a page: what it is called, and behind Details the ways by which it is found, best first. */
export function TargetField({ value, optional, onChange, onPick, id }: FieldProps) {
  const parsed = targetSchema.safeParse(value);
  if (!parsed.success) {
    return (
      <div className="row wrap">
        <span className="dim">{strings.targetNone}</span>
        <Button id={id} size="small" icon={Crosshair} onClick={onPick}>
          {strings.pick}
        </Button>
      </div>
    );
  }
  const target = parsed.data;
  const { name, selectors } = target;
  return (
    <div className={styles['target']}>
      <TextInput
        id={id}
        value={name}
        onChange={(event) => onChange({ ...target, name: event.target.value || name })}
      />
      <div className="row wrap">
        <Button size="small" icon={Crosshair} onClick={onPick}>
          {strings.pickAgain}
        </Button>
        {optional && (
          <Button size="small" kind="quiet" onClick={() => onChange(undefined)}>
            {strings.clear}
          </Button>
        )}
      </div>
      <details className={styles['ways']}>
        <summary>{strings.howFound(selectors.length)}</summary>
        <ol>
          {selectors.map((selector, place) => (
            <li key={selector} className="row">
              <span className="mono grow">{selector}</span>
              {selectors.length > 1 && (
                <IconButton
                  icon={X}
                  label={strings.removeWay(place + 1)}
                  onClick={() =>
                    onChange({ ...target, selectors: selectors.filter((one) => one !== selector) })
                  }
                />
              )}
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}
