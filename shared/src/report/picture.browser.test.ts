import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshPage, launchShell } from '../../../test/harness/shell.ts';
import { maskPlan, takeMaskedPicture } from './picture.ts';
import { Redactor } from './redact.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchShell();
});
afterAll(() => browser.close());

const canary = 'canary-7f3a-91bc';
const knowing = () => {
  const redactor = new Redactor();
  redactor.learn('secret', canary);
  return redactor;
};

/** How many of the picture's pixels have the colour in which the page shows its private text. */
const pinkPixels = async (page: Page, bytes: Uint8Array): Promise<number> => {
  const source = `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`;
  return page.evaluate(async (url) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let pink = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at]! > 200 && data[at + 1]! < 120 && data[at + 2]! > 200) pink++;
    }
    return pink;
  }, source);
};

const open = async (html: string) => {
  const page = await freshPage(browser);
  await page.setContent(`<style>.p { color: #f0f; font: bold 30px sans-serif }</style>${html}`);
  return page;
};

describe('a picture', () => {
  it.each([
    ['a text', `<p class=p>Hello ${canary}</p>`, 1],
    ['a value broken over inline elements', `<p class=p>canary-<b>7f3a</b>-<i>91bc</i></p>`, 1],
    ['a field', `<input class=p value="${canary}" style="width:500px">`, 1],
    ['a password field, whatever it holds', '<input class=p type=password value=other>', 1],
    [
      'what stands for a picture that is not there',
      `<img class=p alt="${canary}" src="data:,">`,
      1,
    ],
    [
      'what a style sheet adds',
      `<style>i::after { content: attr(data-told) }</style><i class=p data-told="${canary}">It: </i>`,
      1,
    ],
    [
      'a list of which all is seen',
      `<style>option { color: #f0f }</style><select class=p size=3><option selected>One<option>${canary}</select>`,
      1,
    ],
    [
      'a text in base64',
      `<code class=p>${Buffer.from(`x:${canary}`).toString('base64')}</code>`,
      1,
    ],
    [
      'a text in a shadow root',
      `<div id=h></div><script>h.attachShadow({mode:'open'}).innerHTML = '<b style="color:#f0f">${canary}</b>'</script>`,
      1,
    ],
    [
      'a text in a frame',
      `<iframe srcdoc='<b style="color:#f0f;font-size:30px">${canary}</b>'></iframe>`,
      1,
    ],
    [
      'a text in a dialog',
      `<dialog id=d class=p>${canary}</dialog><script>d.showModal()</script>`,
      1,
    ],
  ])('hides %s', async (_name, html, places) => {
    const page = await open(html);
    const picture = await takeMaskedPicture(page, knowing());
    expect(picture?.masked).toBe(places);
    expect(await pinkPixels(page, picture!.bytes)).toBe(0);
  });

  it('shows the rest, and leaves the page as it was', async () => {
    const page = await open('<p class=p id=p>Public</p>');
    const before = await page.content();
    const picture = await takeMaskedPicture(page, knowing());
    expect(picture?.masked).toBe(0);
    expect(await pinkPixels(page, picture!.bytes)).toBeGreaterThan(100);
    expect(await page.content()).toBe(before);
  });

  it('plans nothing outside the window', async () => {
    const page = await open(`<div style="height:5000px"></div><p>${canary}</p>`);
    const plan = await maskPlan(page, knowing());
    expect(plan.flatMap(({ hidden }) => hidden)).toEqual([]);
  });
});
