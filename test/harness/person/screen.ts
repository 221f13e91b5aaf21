import type { Browser, Page } from 'puppeteer-core';

/** Waits until these words stand on the screen. */
export const says = async (page: Page, words: string, timeout = 30_000): Promise<void> => {
  const isThere = (wanted: string): boolean =>
    document.body.innerText.replaceAll(/\s+/g, ' ').includes(wanted);
  try {
    await page.waitForFunction(isThere, { timeout }, words);
  } catch (cause) {
    const shown = await page.evaluate(() => document.body.innerText);
    throw new Error(`“${words}” is not on ${page.url()}, which says:\n${shown}`, { cause });
  }
};

/** Clicks the button or link that says this, as a person does: once it can be clicked. */
export const press = async (page: Page, words: string): Promise<void> => {
  const kinds = ['button', 'a', 'summary', 'label'].map((kind) => `${kind}::-p-text("${words}")`);
  await page.locator(kinds.join(', ')).click();
};

/** Clicks what closes the very page that it stands on, perhaps before Chrome has answered that it clicked. */
export const pressToClose = async (page: Page, words: string): Promise<void> => {
  const button = await page.waitForSelector(`button::-p-text("${words}")`);
  await button?.click().catch((error: unknown) => {
    if (!page.isClosed()) throw error;
  });
};

/** The page whose address has this in it, once it is there: a popup, a panel, a tab. */
export const screenAt = async (browser: Browser, part: string): Promise<Page> => {
  const target = await browser.waitForTarget((each) => each.url().includes(part));
  return target.asPage();
};
