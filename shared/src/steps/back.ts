import { say } from '../base/sentence.ts';
import { defineStep } from './define-step.ts';

/** Goes back to the page before. */
export const back = defineStep({
  type: 'back',
  title: 'Go back',
  effect: 'read',
  fields: {},
  example: {},
  fromEvent: (event) => (event.kind === 'back' ? {} : undefined),
  sentence: () => say`Go back`,
  async execute(_values, { page, signal, timeoutMs }) {
    await page.goBack({ waitUntil: 'domcontentloaded', timeout: timeoutMs, signal });
  },
});
