import { z } from 'zod';
import { matchesAddress, shortAddress } from '../base/address.ts';
import { say, strong } from '../base/sentence.ts';
import { targetSchema } from '../base/target.ts';
import type { EventOf } from '../event/recorded-event.ts';
import { defineStep } from './define-step.ts';

/** Waits for a time, for something to show, or for an address. Only the first takes longer than it needs. */
export const wait = defineStep({
  type: 'wait',
  title: 'Wait',
  effect: 'read',
  fields: {
    until: z.enum(['time', 'element', 'address']).meta({
      label: 'Wait for',
      control: 'choice',
      words: { time: 'Some time', element: 'Something on the page', address: 'An address' },
    }),
    durationMs: z
      .int()
      .positive()
      .max(600_000)
      .optional()
      .meta({ label: 'How long', control: 'duration', when: { field: 'until', is: ['time'] } }),
    target: targetSchema
      .optional()
      .meta({ label: 'What', control: 'target', when: { field: 'until', is: ['element'] } }),
    address: z
      .string()
      .min(1)
      .optional()
      .meta({
        label: 'Address, * for any text',
        control: 'address',
        when: { field: 'until', is: ['address'] },
      }),
  },
  example: {
    until: 'element',
    target: { name: 'Invoices', selectors: ['::-p-text(Invoices)'] },
  },
  fromEvent: (event) => (event.kind === 'wait' ? valuesOf(event) : undefined),
  sentence: ({ durationMs = 0, target, address }) => {
    if (target) return say`Wait for ${strong(target.name)}`;
    if (address) return say`Wait until the address is ${strong(shortAddress(address))}`;
    return say`Wait ${durationMs / 1000} s`;
  },
  async execute({ durationMs, target, address }, { find, page, pause, until }) {
    if (durationMs) await pause(durationMs);
    if (target) await find(target, 'wait');
    if (address) await until(() => matchesAddress(address, page.url()));
  },
});

function valuesOf({ durationMs, target, address }: EventOf<'wait'>) {
  if (target) return { until: 'element' as const, target };
  if (address) return { until: 'address' as const, address };
  return { until: 'time' as const, durationMs };
}
