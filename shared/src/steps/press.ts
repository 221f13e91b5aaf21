import { z } from 'zod';
import type { KeyInput } from 'puppeteer-core';
import { say, strong } from '../base/sentence.ts';
import { targetSchema } from '../base/target.ts';
import { modifierSchema } from '../event/recorded-event.ts';
import { defineStep } from './define-step.ts';

/** Presses a key, with others held down where wanted. */
export const press = defineStep({
  type: 'press',
  title: 'Press keys',
  effect: 'write',
  fields: {
    key: z.string().min(1).max(30).meta({ label: 'Key', control: 'keys' }),
    modifiers: z
      .array(modifierSchema)
      .optional()
      .meta({ label: 'Keys held down', control: 'choices' }),
    target: targetSchema.optional().meta({ label: 'In', control: 'target' }),
  },
  example: { key: 'Enter', target: { name: 'Search', selectors: ['#search'] } },
  fromEvent: (event) =>
    event.kind === 'key'
      ? {
          key: event.key,
          ...(event.modifiers.length > 0 && { modifiers: event.modifiers }),
          ...(event.target && { target: event.target }),
        }
      : undefined,
  sentence: ({ key, modifiers = [], target }) =>
    say`Press ${strong([...modifiers, key].join('+'))}${target ? say` in ${strong(target.name)}` : ''}`,
  async execute({ key, modifiers = [], target }, { find, page }) {
    if (target) await (await find(target)).focus();
    for (const modifier of modifiers) await page.keyboard.down(modifier);
    try {
      await page.keyboard.press(key as KeyInput);
    } finally {
      for (const modifier of modifiers) await page.keyboard.up(modifier);
    }
  },
});
