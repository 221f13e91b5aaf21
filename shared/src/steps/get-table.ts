import { z } from 'zod';
import { say, strong } from '../base/sentence.ts';
import { targetSchema } from '../base/target.ts';
import { nameSchema } from '../base/text.ts';
import { columnSchema } from '../event/extraction.ts';
import { defineStep } from './define-step.ts';

/** Rows that one step reads when nothing else was said. */
const usualLimit = 1000;

/** Reads what repeats inside something, one row each, into a table of the report. */
export const getTable = defineStep({
  type: 'get-table',
  title: 'Get a table',
  effect: 'read',
  fields: {
    target: targetSchema.meta({ label: 'From', control: 'target' }),
    name: nameSchema.meta({ label: 'Call it', control: 'name' }),
    row: z.string().min(1).meta({ label: 'What repeats', control: 'selector' }),
    columns: z.array(columnSchema).min(1).max(100).meta({ label: 'Columns', control: 'columns' }),
    limit: z.int().positive().max(100_000).meta({ label: 'Rows at most', control: 'number' }),
  },
  example: {
    target: { name: 'Invoices', role: 'table', selectors: ['::-p-aria(Invoices[role="table"])'] },
    name: 'invoices',
    row: 'tbody tr',
    columns: [
      { name: 'Number', selector: 'td:nth-child(1)' },
      { name: 'Link', selector: 'a', part: 'href' },
    ],
    limit: usualLimit,
  },
  fromEvent: (event) =>
    event.kind === 'extract' && event.table
      ? { target: event.target, name: event.name, ...event.table, limit: usualLimit }
      : undefined,
  sentence: ({ target, name }) => say`Get the table ${strong(name)} from ${strong(target.name)}`,
  async execute({ target, name, row, columns, limit }, { find, keepTable }) {
    keepTable(name, await (await find(target, 'read')).readTable(row, columns, limit));
  },
});
