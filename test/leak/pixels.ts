import type { Browser } from 'puppeteer-core';
import { freshPage } from '../harness/shell.ts';

/** How many pixels of a picture (WebP or PNG) have the colour in which the site shows what it tells. */
export async function toldPixels(browser: Browser, picture: Uint8Array): Promise<number> {
  const page = await freshPage(browser);
  const type = picture[0] === 0x89 ? 'png' : 'webp';
  const source = `data:image/${type};base64,${Buffer.from(picture).toString('base64')}`;
  const count = await page.evaluate(async (url) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let told = 0;
    for (let at = 0; at < data.length; at += 4)
      if (data[at]! > 200 && data[at + 1]! < 120 && data[at + 2]! > 200) told += 1;
    return told;
  }, source);
  await page.browserContext().close();
  return count;
}
