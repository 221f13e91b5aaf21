import { shortAddress } from '../base/address.ts';
import { say, strong } from '../base/sentence.ts';
import { defineStep } from './define-step.ts';
import { addressSchema } from './go-to.ts';

/** Opens a tab and turns to it. */
export const openTab = defineStep({
  type: 'open-tab',
  title: 'Open a tab',
  effect: 'read',
  fields: { url: addressSchema.optional().meta({ label: 'Address', control: 'address' }) },
  example: { url: 'https://shop.example/orders' },
  fromEvent: (event) => {
    if (event.kind !== 'tab' || event.act !== 'open' || event.by !== 'person') return undefined;
    return addressSchema.safeParse(event.url).success ? { url: event.url } : {};
  },
  sentence: ({ url }) =>
    url ? say`Open a tab at ${strong(shortAddress(url))}` : say`Open an empty tab`,
  async execute({ url = 'about:blank' }, { tabs }) {
    await tabs.open(url);
  },
});
