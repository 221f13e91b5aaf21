import { metaOf } from '@mayfly/shared/steps/field.ts';
import { definitionOf } from '@mayfly/shared/steps/index.ts';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import type { Control } from '@mayfly/shared/steps/field.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';
import type { EditedStep } from '../../editor/StepForm.tsx';

type Steps = Automation['steps'];

/** Controls whose example would be nobody's wish: a new step begins without. */
const ownWords: ReadonlySet<Control> = new Set([
  'address',
  'columns',
  'keys',
  'name',
  'selector',
  'target',
  'text',
  'texts',
]);

/** A new step of a type, with what it usually has; the rest is asked for by its form. */
export function newStep(type: string): EditedStep {
  const { fields, example } = definitionOf({ type });
  const usual = Object.entries(example).filter(([name]) => {
    const schema = fields[name];
    return schema && !ownWords.has(metaOf(schema).control);
  });
  return { ...Object.fromEntries(usual), type: type as Step['type'], id: randomId16() };
}

/** The steps with another one in the place of that with its id. It may not fit yet. */
export function withStep(steps: Steps, step: EditedStep): Steps {
  return steps.map((each) => (each.id === step.id ? asStep(step) : each));
}

/** The steps without one. The last one stays. */
export function withoutStep(steps: Steps, id: string): Steps {
  return steps.length > 1 ? steps.filter((step) => step.id !== id) : steps;
}

/** The steps with one a place earlier or later; unchanged at either end. */
export function withMoved(steps: Steps, id: string, by: -1 | 1): Steps {
  const from = steps.findIndex((step) => step.id === id);
  const [step, other] = [steps[from], steps[from + by]];
  return step && other ? steps.with(from, other).with(from + by, step) : steps;
}

/** The steps with a new one after that with an id; at the end without one. */
export function withAdded(steps: Steps, step: EditedStep, after: string | undefined): Steps {
  const place = steps.findIndex(({ id }) => id === after);
  return steps.toSpliced(place < 0 ? steps.length : place + 1, 0, asStep(step));
}

/** An edited step among steps: until it fits, nothing but its form looks into it, and it cannot be saved. */
function asStep(step: EditedStep): Step {
  return step as Step;
}
