import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openCapturePage } from '../../../test/harness/recording/capture-page.ts';
import type { CapturePage } from '../../../test/harness/recording/capture-page.ts';

describe('a fingerprint', () => {
  let opened: CapturePage;
  beforeAll(async () => {
    opened = await openCapturePage();
  });
  afterAll(() => opened.close());
  beforeEach(() =>
    opened.show(`<main><h2>Totals</h2><form><label>Amount <input name="amount" placeholder="0.00"></label>
        <button id="pay" title="Pay now">Pay</button></form><p>Due on Friday</p></main>`),
  );
  test('says what is around and inside', async () => {
    const fingerprint = await opened.page.$eval(
      '#pay',
      (each) => globalThis.room.capture.targetOf(each).fingerprint,
    );
    expect(fingerprint).toMatchObject({
      tag: 'button',
      id: 'pay',
      role: 'button',
      accessibleName: 'Pay',
      title: 'Pay now',
      heading: 'Totals',
      landmarks: ['main', 'form'],
      idPath: '//*[@id="pay"]',
      siblings: { ordinal: 0, count: 1 },
      sameText: 1,
    });
    expect(fingerprint?.neighbours?.left).toBe('Amount');
    expect(fingerprint?.sketch?.map(({ text }) => text)).toContain('Due on Friday');
  });
  test('of a field never holds what was typed', async () => {
    await opened.page.type('input', '1234.56');
    const fingerprint = await opened.page.$eval(
      'input',
      (each) => globalThis.room.capture.targetOf(each).fingerprint,
    );
    expect(JSON.stringify(fingerprint)).not.toContain('1234');
  });
});
