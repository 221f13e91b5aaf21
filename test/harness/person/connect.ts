import type { Page } from 'puppeteer-core';

import { openPopup } from './person.ts';
import type { Person } from './person.ts';
import { press, says } from './screen.ts';

/** The passphrase that the persons of tests choose. */
export const passphrase = 'mayflies live for one day';

/** Pastes the invitation into the popup, chooses a passphrase, this one unless another is given, and arrives at the popup's first screen. */
export const connect = async (
  person: Person,
  over: Page,
  invitation: string,
  chosen = passphrase,
): Promise<Page> => {
  const popup = await openPopup(person, over);
  await popup.locator('textarea').click();
  await popup.keyboard.sendCharacter(invitation);
  await press(popup, 'Connect');
  await says(popup, 'Choose a passphrase');
  for (const field of await popup.$$('input[type=password]')) await field.type(chosen);
  await press(popup, 'Make my keys');
  await says(popup, 'Connected');
  return popup;
};
