import { z } from 'zod';

/** Which tab, counted from 0 in the order in which they came. */
export const tabField = z.int().nonnegative().max(50).meta({ label: 'Tab', control: 'number' });

/** How a person counts tabs. */
export function tabName(tab: number): string {
  return `tab ${tab + 1}`;
}
