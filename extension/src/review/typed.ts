import { namesIn } from '@mayfly/shared/automation/names.ts';
import { isInput, isSecret } from '@mayfly/shared/base/text.ts';
import type { Text } from '@mayfly/shared/base/text.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';
import type { TypedUse } from '../pages/review-view.ts';

/** Something that was typed: the step that enters it, and what it may be called as an input or a secret. */
export type TypedField = {
  readonly name: string;
  readonly label: string;
  /** Number of the step, from 1. */
  readonly step: number;
  readonly stepId: string;
  /** Absent where it was a secret, which was never kept, or where it is asked. */
  readonly value?: string;
  /** Each run asks for it already. */
  readonly asked?: true;
};

/** Everything that the steps enter or ask for, in their order. Two fields of one name are told apart by a number. */
export function typedFields(steps: readonly Step[]): TypedField[] {
  const { inputs, secrets } = namesIn(steps);
  const taken = new Set([...inputs, ...secrets]);
  const unsaid = new Set(inputs);
  return steps.flatMap((step, index): TypedField[] => {
    const at = { step: index + 1, stepId: step.id };
    const asked = [...namesIn([step]).inputs].filter((name) => unsaid.delete(name));
    if (asked.length > 0) return asked.map((name) => ({ ...at, name, label: name, asked: true }));
    if (step.type !== 'fill' || isInput(step.value)) return [];
    const label = step.target.name;
    const place = { ...at, label };
    if (isSecret(step.value)) return [{ ...place, name: step.value.secret }];
    return [{ ...place, name: freeName(label, taken), value: step.value }];
  });
}

/** The steps with what was typed as it was decided: as it is, asked at each run, or a secret that is only named. */
export function withUses(
  steps: readonly Step[],
  fields: readonly TypedField[],
  uses: Readonly<Record<string, TypedUse>>,
): Step[] {
  const byStep = new Map(fields.map((field) => [field.stepId, field]));
  return steps.map((step) => {
    const field = byStep.get(step.id);
    if (step.type !== 'fill' || field?.value === undefined) return step;
    return { ...step, value: textOf(field, uses[field.name] ?? 'always') };
  });
}

function textOf({ name, value = '' }: TypedField, use: TypedUse): Text {
  if (use === 'ask') return { input: name };
  return use === 'secret' ? { secret: name } : value;
}

function freeName(label: string, taken: Set<string>): string {
  const base = label.slice(0, 76);
  let name = base;
  for (let number = 2; taken.has(name); number += 1) name = `${base} ${number}`;
  taken.add(name);
  return name;
}
