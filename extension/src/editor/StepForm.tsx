import { metaOf } from '@mayfly/shared/steps/field.ts';
import type { Control } from '@mayfly/shared/steps/field.ts';
import { definitionOf, stepSchema } from '@mayfly/shared/steps/index.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';
import { Field, FieldGroup, Select, TextInput } from '../ui/Field.tsx';
import { controls } from './controls.ts';
import styles from './editor.module.css';
import type { DeclaredNames } from './field-props.ts';
import { optionsOf } from './options-of.ts';
import { strings } from './strings.ts';

/** A step while it is edited: some field may be empty or not fit yet. */
export type EditedStep = { readonly type: Step['type']; readonly id: string } & Readonly<
  Record<string, unknown>
>;

/** Controls that are several, and so have no one place for a label. */
const grouped: ReadonlySet<Control> = new Set(['choices', 'columns', 'switch', 'texts']);
const noLinks = { id: undefined, 'aria-describedby': undefined, 'aria-invalid': undefined };

type StepFormProps = {
  step: EditedStep;
  names: DeclaredNames;
  /** The step with the change; it may not fit yet: `fits` says. */
  onChange: (step: EditedStep) => void;
  /** Asks for a click on the page, for the field of this name. */
  onPick: (field: string) => void;
};

/** Whether an edited step is one that can be saved. */
export function fits(step: EditedStep): boolean {
  return stepSchema.safeParse(step).success;
}

/** The form of a step, made from its definition: one control for each field that applies. */
export function StepForm({ step, names, onChange, onPick }: StepFormProps) {
  const { fields } = definitionOf(step);
  const wrong = wrongFields(step);
  return (
    <div className={styles['form']}>
      {Object.entries(fields).map(([name, schema]) => {
        const meta = metaOf(schema);
        if (meta.when && !meta.when.is.includes(String(step[meta.when.field]))) return undefined;
        const error = wrong.has(name) && strings.notUnderstood;
        const props = {
          meta,
          options: optionsOf(schema),
          value: step[name],
          optional: !meta.when && schema.safeParse(undefined).success,
          names,
          onChange: (value: unknown) => onChange(changed(step, name, value)),
          onPick: () => onPick(name),
        };
        const Control = controls[meta.control];
        const key = `${step.id} ${name}`;
        if (grouped.has(meta.control)) {
          return (
            <FieldGroup key={key} label={meta.label} error={error}>
              <Control {...noLinks} {...props} />
            </FieldGroup>
          );
        }
        return (
          <Field key={key} label={meta.label} error={error}>
            {(links) => <Control {...links} {...props} />}
          </Field>
        );
      })}
      <WhenItFails step={step} onChange={onChange} />
    </div>
  );
}

function WhenItFails({ step, onChange }: Pick<StepFormProps, 'step' | 'onChange'>) {
  const { onError, timeoutMs } = step;
  return (
    <details className={styles['ways']}>
      <summary>{strings.more}</summary>
      <div className={styles['form']}>
        <Field label={strings.onError}>
          {(links) => (
            <Select
              {...links}
              value={typeof onError === 'string' ? onError : 'usual'}
              onChange={({ target: { value } }) =>
                onChange(changed(step, 'onError', value === 'usual' ? undefined : value))
              }
            >
              {Object.entries(strings.onErrors).map(([value, word]) => (
                <option key={value} value={value}>
                  {word}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={strings.timeout}>
          {(links) => (
            <TextInput
              {...links}
              type="number"
              min={1}
              placeholder={strings.usual}
              value={typeof timeoutMs === 'number' ? timeoutMs / 1000 : ''}
              onChange={({ target: { valueAsNumber: typed } }) =>
                onChange(
                  changed(step, 'timeoutMs', typed > 0 ? Math.round(typed * 1000) : undefined),
                )
              }
            />
          )}
        </Field>
      </div>
    </details>
  );
}

/** The step with another value; fields whose condition no longer holds are left out. */
function changed(step: EditedStep, name: string, value: unknown): EditedStep {
  const next: Record<string, unknown> = { ...step, [name]: value };
  for (const [field, schema] of Object.entries(definitionOf(step).fields)) {
    const { when } = metaOf(schema);
    if (when && !when.is.includes(String(next[when.field]))) delete next[field];
  }
  if (value === undefined) delete next[name];
  return { ...next, type: step.type, id: step.id };
}

function wrongFields(step: EditedStep): ReadonlySet<string> {
  const { error } = definitionOf(step).schema.safeParse(step);
  return new Set(error?.issues.map(({ path }) => String(path[0])));
}
