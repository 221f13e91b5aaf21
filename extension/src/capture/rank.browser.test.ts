import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCapturePage } from '../../../test/harness/recording/capture-page.ts';
import type { CapturePage } from '../../../test/harness/recording/capture-page.ts';

/** A page as they are: twins, generated ids, quotes in names, labels in three ways, a shadow root, a picture that is a button. */
const body = `
  <header><a href="/">Home</a><nav><a href="/invoices">Invoices</a><a href="/suppliers">Suppliers</a></nav></header>
  <main>
    <h1>Open invoices</h1>
    <label>Search <input name="q"></label>
    <label for="state">State</label><select id="state"><option>Open<option>Closed</select>
    <input aria-label='Say "hello"'><input aria-label="It's"><input placeholder="Amount (€)">
    <button data-testid="save">Save</button><button data-testid="save-all">Save all</button>
    <button id="yui_3_17_2_1_1234567890">Generated</button>
    <button><svg width="10" height="10"><title>Close</title><circle r="5"/></svg></button>
    <button><img alt="Print" src="data:,"></button>
    <ul>
      <li><span>First</span> <button>Open</button></li>
      <li><span>Second</span> <button>Open</button></li>
      <li><span>Third</span> <button>Open</button></li>
    </ul>
    <table><caption>Lines</caption><tr><td>1</td><td>10</td></tr><tr><td>2</td><td>10</td></tr></table>
    <div role="tablist"><div role="tab" tabindex="0">Details</div><div role="tab" tabindex="-1">History</div></div>
    <p>Total: <b>42</b></p><p style="display:none">Total: <b>42</b></p>
    <div contenteditable="true" aria-label="Comment">typed</div>
    <my-box></my-box>
  </main>
  <script>
    document.querySelector('my-box').attachShadow({ mode: 'open' }).innerHTML =
      '<label>Inside <input></label><button>Deep</button>';
  </script>`;

describe('ranked selectors', () => {
  let opened: CapturePage;
  beforeAll(async () => {
    opened = await openCapturePage();
    await opened.show(body);
  });
  afterAll(() => opened.close());

  test('each selector of each element finds that element for puppeteer, and nothing else that is drawn', async () => {
    const { page } = opened;
    const elements = await page.$$('main *, header *');
    let checked = 0;
    for (const element of elements) {
      const selectors = await element.evaluate((each) =>
        each.checkVisibility() ? globalThis.room.capture.rankedSelectors(each) : [],
      );
      for (const selector of selectors) {
        const found = await page.$$(selector);
        const same = await Promise.all(
          found.map((each) =>
            each.evaluate((one, other) => one === other || !one.checkVisibility(), element),
          ),
        );
        const isRight = same.length > 0 && same.every(Boolean);
        expect({ selector, isRight }).toEqual({ selector, isRight: true });
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(100);
  });

  test('selectors pierce open shadow roots', async () => {
    const { page } = opened;
    const selectors = await page.evaluate(() => {
      const button = document.querySelector('my-box')?.shadowRoot?.querySelector('button');
      return button ? globalThis.room.capture.targetOf(button).selectors : [];
    });
    for (const selector of selectors) {
      const found = await page.$$(selector);
      expect({ selector, found: found.length }).toEqual({ selector, found: 1 });
      expect(await found[0]!.evaluate((each) => each.textContent)).toBe('Deep');
    }
    expect(selectors.length).toBeGreaterThan(1);
  });

  const best = (css: string): Promise<string | undefined> =>
    opened.page.$eval(css, (each) => globalThis.room.capture.rankedSelectors(each)[0]);

  test('a test id comes before role and name', async () => {
    expect(await best('[data-testid=save]')).toBe('[data-testid="save"]');
  });
  test('role and name come before attributes', async () => {
    expect(await best('input[name=q]')).toBe('::-p-aria([name="Search"][role="textbox"])');
  });
  test('a generated id is not held on to', async () => {
    const selectors = await opened.page.$eval('button[id^=yui]', (each) =>
      globalThis.room.capture.rankedSelectors(each),
    );
    expect(selectors.some((each) => each.startsWith('#yui'))).toBe(false);
  });
  test('twins are told apart by their place alone', async () => {
    expect(await best('li:nth-child(2) button')).toContain('nth-of-type(2)');
  });
  test('what is to be read is not found by what it says', async () => {
    const selectors = await opened.page.$eval('p b', (each) =>
      globalThis.room.capture.rankedSelectors(each, true),
    );
    expect(selectors.join()).not.toContain('42');
  });
});
