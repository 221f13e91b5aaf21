import { z } from 'zod';
import { say, strong } from '../base/sentence.ts';
import { isSameTarget, targetSchema } from '../base/target.ts';
import { modifierSchema } from '../event/recorded-event.ts';
import type { EventOf } from '../event/recorded-event.ts';
import { defineStep } from './define-step.ts';
import { targetOf } from './target-of.ts';

const howSchema = z.enum(['single', 'double', 'right', 'middle']);
type How = z.infer<typeof howSchema>;

const words: Record<How, string> = {
  single: 'Click',
  double: 'Double-click',
  right: 'Right-click',
  middle: 'Middle-click',
};

/** Clicks one thing: once, twice, or with another button. */
export const click = defineStep({
  type: 'click',
  title: 'Click',
  effect: 'write',
  fields: {
    target: targetSchema.meta({ label: 'What', control: 'target' }),
    how: howSchema.meta({ label: 'How', control: 'choice', words }),
    modifiers: z
      .array(modifierSchema)
      .optional()
      .meta({ label: 'Keys held down', control: 'choices' }),
  },
  example: {
    target: { name: 'Show all', role: 'button', selectors: ['::-p-aria(Show all[role="button"])'] },
    how: 'single',
  },
  fromEvent: (event) =>
    event.kind === 'click'
      ? {
          target: event.target,
          how: howOf(event),
          ...(event.modifiers.length > 0 && { modifiers: event.modifiers }),
        }
      : undefined,
  // A double click is seen as two; who clicks has pointed there first.
  absorbs: (previous, values) =>
    isSameTarget(targetOf(previous), values.target) &&
    (previous.type === 'hover' || (previous.type === 'click' && values.how === 'double'))
      ? values
      : undefined,
  sentence: ({ target, how, modifiers = [] }) =>
    say`${words[how]} ${strong(target.name)}${modifiers.length > 0 ? ` with ${modifiers.join('+')}` : ''}`,
  async execute({ target, how, modifiers = [] }, { find }) {
    const button = how === 'right' || how === 'middle' ? how : 'left';
    await (await find(target)).click({ button, count: how === 'double' ? 2 : 1, modifiers });
  },
});

function howOf({ button, count }: EventOf<'click'>): How {
  if (button !== 'left') return button;
  return count === 2 ? 'double' : 'single';
}
