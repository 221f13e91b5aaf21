import { say, strong } from '../base/sentence.ts';
import { isSameTarget, targetSchema } from '../base/target.ts';
import { textSchema, visible } from '../base/text.ts';
import { defineStep } from './define-step.ts';
import { targetOf } from './target-of.ts';

/** Replaces the value of a field, as a person would by typing. */
export const fill = defineStep({
  type: 'fill',
  title: 'Enter text',
  effect: 'write',
  fields: {
    target: targetSchema.meta({ label: 'Field', control: 'target' }),
    value: textSchema.meta({ label: 'Text', control: 'text' }),
  },
  example: {
    target: { name: 'Password', selectors: ['#password'] },
    value: { secret: 'password' },
  },
  fromEvent: (event) =>
    event.kind === 'input' ? { target: event.target, value: event.value } : undefined,
  // Later keystrokes hold the whole value; the click that gave the field its focus adds nothing.
  absorbs: (previous, values) =>
    ['fill', 'click'].includes(previous.type) && isSameTarget(targetOf(previous), values.target)
      ? values
      : undefined,
  sentence: ({ target, value }) => say`Enter ${visible(value)} in ${strong(target.name)}`,
  async execute({ target, value }, { find }) {
    await (await find(target)).fill(value);
  },
});
