import { fromUtf8 } from '@mayfly/shared/base/bytes.ts';
import { sodium } from '@mayfly/shared/envelope/sodium.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everythingKept, startRecordingAt } from '../../../test/harness/recording/desk.ts';
import type { RecordingDesk } from '../../../test/harness/recording/desk.ts';
import type { Draft } from './draft.ts';

const password = 'correct horse battery staple';

async function draftOf({ inside, reading }: RecordingDesk): Promise<Draft> {
  const sealed = await inside.evaluate(async () => {
    const open = indexedDB.open('mayfly');
    await new Promise((resolve) => (open.onsuccess = resolve));
    const all = open.result.transaction('drafts').objectStore('drafts').getAll();
    await new Promise((resolve) => (all.onsuccess = resolve));
    open.result.close();
    const [draft] = all.result as { sealed: Uint8Array }[];
    return [...(draft?.sealed ?? [])];
  });
  const { publicKey, privateKey } = reading;
  const plain = sodium.crypto_box_seal_open(Uint8Array.from(sealed), publicKey, privateKey);
  return JSON.parse(fromUtf8(plain)) as Draft;
}

describe('recording a sign-in', () => {
  let desk: RecordingDesk;
  afterEach(() => desk.close());
  beforeEach(async () => {
    desk = await startRecordingAt('sign-in');
  });

  test('each act is a sentence, and a typed password is nowhere', async () => {
    const { page, inside, seen, sentences } = desk;
    await page.type('input[name=email]', 'm.lind@halden.example');
    await page.type('input[name=password]', password);
    await page.click('button');
    await seen('Sends data to 127.0.0.1');
    await page.waitForSelector('::-p-text(Show all)');
    await page.click('::-p-text(Show all)');
    await seen('Click Show all');
    expect(await sentences()).toEqual([
      `Go to ${new URL(desk.site.url).host}/sign-in`,
      'Enter “m.lind@halden.example” in Work email',
      'Enter a secret in Password',
      'Click Sign in',
      'Click Show all',
    ]);
    const kept = await everythingKept(inside);
    expect(kept.includes('m.lind@halden.example')).toBe(true);
    expect(kept.includes('battery')).toBe(false);
  });

  test('stopping seals a draft to the reading key, opens the review and forgets the rest', async () => {
    const { browser, page, panel, inside, seen } = desk;
    await page.type('input[name=password]', password);
    await page.click('button');
    await seen('Click Sign in');
    await panel.click('::-p-text(Stop and review)');
    const review = await browser.waitForTarget((target) => target.url().includes('#/review/'));
    const draft = await draftOf(desk);
    expect(review.url()).toContain(draft.id);
    expect(draft.events.map(({ kind }) => kind)).toContain('input');
    expect(JSON.stringify(draft).includes('battery')).toBe(false);
    const kept = await everythingKept(inside);
    expect(kept.includes('recording-entry')).toBe(false);
    await page.bringToFront();
    await page.click('::-p-text(Show all)');
    expect(await everythingKept(inside)).toBe(kept);
  });
});
