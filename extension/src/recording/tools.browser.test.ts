import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startRecordingAt } from '../../../test/harness/recording/desk.ts';
import type { RecordingDesk } from '../../../test/harness/recording/desk.ts';

describe('the tools of the panel', () => {
  let desk: RecordingDesk;
  afterEach(() => desk.close());
  beforeEach(async () => {
    desk = await startRecordingAt('invoices');
  });

  const pick = async (tool: string, css: string): Promise<void> => {
    const { page, panel } = desk;
    await panel.click(`::-p-text(${tool})`);
    await panel.waitForSelector('::-p-text(Cancel)');
    await page.bringToFront();
    await page.hover(css);
    await page.click(css);
    await panel.waitForSelector('::-p-text(Cancel)', { hidden: true });
  };

  test('a table, a value, a check, a wait and a picture become steps, and no click reaches the page', async () => {
    const { page, panel, seen, sentences } = desk;
    await page.evaluate(() => {
      addEventListener('click', () => document.body.append('reached'));
    });
    await pick('Get data', 'tbody tr:nth-child(2) td');
    await pick('Get data', '#total');
    await pick('Check', 'h1');
    await pick('Wait', '#total');
    await panel.click('::-p-text(Picture)');
    await seen('Take a picture');
    await seen('2 columns: Number, Due');
    expect((await sentences()).slice(1)).toEqual([
      'Get the table Open invoices from Open invoices',
      'Get Total from Invoices',
      'Check that Invoices is “Invoices”',
      'Wait for 42',
      'Take a picture, Picture 1',
    ]);
    expect(await page.evaluate(() => document.body.innerText)).not.toContain('reached');
  });

  test('Escape gives up', async () => {
    const { page, panel, sentences } = desk;
    await panel.click('::-p-text(Check)');
    await panel.waitForSelector('::-p-text(Cancel)');
    await page.bringToFront();
    await page.keyboard.press('Escape');
    await panel.waitForSelector('::-p-text(Cancel)', { hidden: true });
    expect(await sentences()).toHaveLength(1);
  });
});
