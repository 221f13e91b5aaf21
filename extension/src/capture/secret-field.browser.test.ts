import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCapturePage } from '../../../test/harness/recording/capture-page.ts';
import type { CapturePage } from '../../../test/harness/recording/capture-page.ts';

const password = 'correct horse battery staple';

describe('secrets', () => {
  let opened: CapturePage;
  beforeAll(async () => {
    opened = await openCapturePage();
  });
  afterAll(() => opened.close());

  const fields = {
    'a password field': '<label>Password <input type="password"></label>',
    'a password field whose value the page mirrors into its attributes':
      '<label>Password <input type="password" oninput="this.setAttribute(`value`, this.value); this.title = this.value"></label>',
    'a password field that was turned into text':
      '<label>Password <input type="password" onfocus="this.type = `text`"></label>',
    'a one-time code': '<label>Code <input autocomplete="section-a one-time-code"></label>',
    'a card number': '<label>Number <input autocomplete="cc-number"></label>',
    'a field that calls itself so': '<label>Key <input name="api_key"></label>',
  };
  for (const [name, body] of Object.entries(fields)) {
    test(`nothing that is typed into ${name} is told`, async () => {
      await opened.show(`<form onsubmit="return false">${body}<button>Sign in</button></form>`);
      await opened.page.type('input', password);
      await opened.page.keyboard.press('Enter');
      await opened.page.click('button');
      const told = JSON.stringify(await opened.told());
      expect(told.includes('"secret":')).toBe(true);
      expect(told.includes('battery')).toBe(false);
    });
  }
  test('typing in a closed shadow root is never kept', async () => {
    await opened.show('<my-field></my-field>');
    await opened.page.evaluate(() => {
      const root = document.querySelector('my-field')?.attachShadow({ mode: 'closed' });
      if (root) root.innerHTML = '<input type="password" autofocus>';
      root?.querySelector('input')?.focus();
    });
    await opened.page.keyboard.type(password);
    expect(JSON.stringify(await opened.told())).not.toContain('"key"');
  });
});
