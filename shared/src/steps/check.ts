import { z } from 'zod';
import { matchesAddress } from '../base/address.ts';
import { StepError } from '../base/errors.ts';
import { say, strong } from '../base/sentence.ts';
import type { Sentence } from '../base/sentence.ts';
import { targetSchema } from '../base/target.ts';
import type { Target } from '../base/target.ts';
import { textSchema, visible } from '../base/text.ts';
import type { EventOf } from '../event/recorded-event.ts';
import { defineStep } from './define-step.ts';
import type { StepContext } from './step-context.ts';

const whatSchema = z.enum(['address', 'title', 'text', 'element']);
type What = z.infer<typeof whatSchema>;

/** Waits until the page shows what is expected; otherwise the run fails with `check-failed`. */
export const check = defineStep({
  type: 'check',
  title: 'Check',
  effect: 'read',
  fields: {
    what: whatSchema.meta({
      label: 'Check',
      control: 'choice',
      words: {
        address: 'The address',
        title: 'The title',
        text: 'A text on the page',
        element: 'The text at one place',
      },
    }),
    target: targetSchema
      .optional()
      .meta({ label: 'Where', control: 'target', when: { field: 'what', is: ['element'] } }),
    compare: z.enum(['is', 'contains']).meta({
      label: 'How',
      control: 'choice',
      words: { is: 'Is exactly', contains: 'Contains' },
    }),
    value: textSchema.meta({ label: 'Expected', control: 'text' }),
  },
  example: { what: 'title', compare: 'contains', value: 'Invoices' },
  fromEvent: (event) => (event.kind === 'assert' ? valuesOf(event) : undefined),
  sentence: ({ what, target, compare, value }) =>
    say`Check that ${subject(what, target)} ${compare} ${visible(value)}`,
  async execute({ what, target, compare, value }, context) {
    const expected = context.reveal(value);
    const holds = async () => {
      const shown = await shownBy(what, target, context);
      if (what === 'address' && compare === 'is') return matchesAddress(expected, shown);
      return compare === 'is'
        ? flat(shown) === flat(expected)
        : flat(shown).includes(flat(expected));
    };
    try {
      await context.until(holds, context.findMs);
    } catch (error) {
      if (error instanceof StepError && error.code === 'timed-out')
        throw new StepError('check-failed', { cause: error });
      throw error;
    }
  },
});

function valuesOf({ what, target, value }: EventOf<'assert'>) {
  if (what === 'text' && target)
    return { what: 'element' as const, target, compare: 'is' as const, value };
  return { what, compare: what === 'text' ? ('contains' as const) : ('is' as const), value };
}

function subject(what: What, target?: Target): Sentence {
  if (what === 'element') return say`${strong(target?.name ?? '')}`;
  if (what === 'text') return say`the page`;
  return say`the ${what}`;
}

async function shownBy(what: What, target: Target | undefined, { find, page }: StepContext) {
  if (target) return (await find(target, 'read')).read('text');
  if (what === 'address') return page.url();
  if (what === 'title') return page.title();
  return page.evaluate(() => document.body?.innerText ?? '');
}

function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
