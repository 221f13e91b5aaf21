import { say, strong } from '../base/sentence.ts';
import { targetSchema } from '../base/target.ts';
import { nameSchema } from '../base/text.ts';
import { partSchema } from '../event/extraction.ts';
import { defineStep } from './define-step.ts';

/** Words for what is read of an element. */
export const partWords = {
  text: 'Its text',
  value: 'What it holds',
  href: 'Where it leads',
  src: 'Its source',
  alt: 'What it shows, in words',
  title: 'Its title',
  datetime: 'Its date',
} as const;

/** Reads one value of the page into the report. */
export const getData = defineStep({
  type: 'get-data',
  title: 'Get a value',
  effect: 'read',
  fields: {
    target: targetSchema.meta({ label: 'From', control: 'target' }),
    name: nameSchema.meta({ label: 'Call it', control: 'name' }),
    part: partSchema.meta({ label: 'What of it', control: 'choice', words: partWords }),
  },
  example: {
    target: { name: 'Total', selectors: ['[data-testid="total"]'] },
    name: 'total',
    part: 'text',
  },
  fromEvent: (event) =>
    event.kind === 'extract' && !event.table
      ? { target: event.target, name: event.name, part: event.part ?? 'text' }
      : undefined,
  sentence: ({ target, name }) => say`Get ${strong(name)} from ${strong(target.name)}`,
  async execute({ target, name, part }, { find, keepValue }) {
    keepValue(name, await (await find(target, 'read')).read(part));
  },
});
