import { say, strong } from '../base/sentence.ts';
import { isSameTarget, targetSchema } from '../base/target.ts';
import { defineStep } from './define-step.ts';
import { targetOf } from './target-of.ts';

/** Points at something, so that what hides beneath it opens. */
export const hover = defineStep({
  type: 'hover',
  title: 'Point at',
  effect: 'read',
  fields: { target: targetSchema.meta({ label: 'What', control: 'target' }) },
  example: { target: { name: 'Reports', selectors: ['::-p-text(Reports)'] } },
  fromEvent: (event) => (event.kind === 'hover' ? { target: event.target } : undefined),
  absorbs: (previous, values) =>
    previous.type === 'hover' && isSameTarget(targetOf(previous), values.target)
      ? values
      : undefined,
  sentence: ({ target }) => say`Point at ${strong(target.name)}`,
  async execute({ target }, { find }) {
    await (await find(target)).hover();
  },
});
