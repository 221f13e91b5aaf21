import { z } from 'zod';
import { shortAddress } from '../base/address.ts';
import { say, strong } from '../base/sentence.ts';
import { defineStep } from './define-step.ts';

/** An address that a step may go to. */
export const addressSchema = z.url({ protocol: /^https?$/ });

/** Goes to an address, as a person would by typing it. */
export const goTo = defineStep({
  type: 'go-to',
  title: 'Go to',
  effect: 'read',
  fields: { url: addressSchema.meta({ label: 'Address', control: 'address' }) },
  example: { url: 'https://billing.example/invoices' },
  fromEvent: (event) =>
    event.kind === 'navigate' && event.by === 'person' && addressSchema.safeParse(event.to).success
      ? { url: event.to }
      : undefined,
  absorbs: (previous, values) =>
    previous.type === 'go-to' && previous['url'] === values.url ? values : undefined,
  sentence: ({ url }) => say`Go to ${strong(shortAddress(url))}`,
  async execute({ url }, { goTo: go }) {
    await go(url);
  },
});
