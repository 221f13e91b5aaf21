import { z } from 'zod';
import { say, strong } from '../base/sentence.ts';
import { isSameTarget, targetSchema } from '../base/target.ts';
import { textSchema, visible } from '../base/text.ts';
import type { Text } from '../base/text.ts';
import { defineStep } from './define-step.ts';
import { targetOf } from './target-of.ts';

/** Chooses from a list, by the texts that a person reads. */
export const select = defineStep({
  type: 'select',
  title: 'Choose',
  effect: 'write',
  fields: {
    target: targetSchema.meta({ label: 'List', control: 'target' }),
    options: z.array(textSchema).meta({ label: 'What to choose', control: 'texts' }),
  },
  example: { target: { name: 'State', selectors: ['#state'] }, options: ['Open'] },
  fromEvent: (event) =>
    event.kind === 'select' ? { target: event.target, options: event.options } : undefined,
  // The click opened the list; the last choice holds all that is chosen.
  absorbs: (previous, values) =>
    ['select', 'click'].includes(previous.type) && isSameTarget(targetOf(previous), values.target)
      ? values
      : undefined,
  sentence: ({ target, options }) => say`Choose ${listed(options)} in ${strong(target.name)}`,
  async execute({ target, options }, { find }) {
    await (await find(target)).select(options);
  },
});

function listed(options: readonly Text[]): string {
  return options.length === 0 ? 'nothing' : options.map(visible).join(', ');
}
