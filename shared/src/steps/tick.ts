import { z } from 'zod';
import { say, strong } from '../base/sentence.ts';
import { isSameTarget, targetSchema } from '../base/target.ts';
import { defineStep } from './define-step.ts';
import { targetOf } from './target-of.ts';

/** Ticks a box or takes the tick away; does nothing when it is so already. */
export const tick = defineStep({
  type: 'tick',
  title: 'Tick',
  effect: 'write',
  fields: {
    target: targetSchema.meta({ label: 'Box', control: 'target' }),
    checked: z.boolean().meta({ label: 'Ticked', control: 'switch' }),
  },
  example: { target: { name: 'Only open', selectors: ['#only-open'] }, checked: true },
  fromEvent: (event) =>
    event.kind === 'check' ? { target: event.target, checked: event.checked } : undefined,
  // The click is how it was ticked.
  absorbs: (previous, values) =>
    ['tick', 'click'].includes(previous.type) && isSameTarget(targetOf(previous), values.target)
      ? values
      : undefined,
  sentence: ({ target, checked }) => say`${checked ? 'Tick' : 'Untick'} ${strong(target.name)}`,
  async execute({ target, checked }, { find }) {
    const box = await find(target);
    if ((await box.isChecked()) !== checked) await box.click();
  },
});
