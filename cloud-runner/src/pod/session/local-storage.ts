import type { Browser, CDPSession, Page } from 'puppeteer-core';

/** The entries of one origin's localStorage. */
export type StorageOf = {
  readonly origin: string;
  readonly entries: Readonly<Record<string, string>>;
};

/** Writes the entries of each origin, before any page of it is opened. The site is not asked for anything. */
export async function installStorage(
  browser: Browser,
  stores: readonly StorageOf[],
): Promise<void> {
  for (const { origin, entries } of stores) {
    await onBlankPageOf(browser, origin, (page) =>
      page.evaluate((all) => {
        for (const [key, value] of Object.entries(all)) localStorage.setItem(key, value);
      }, entries),
    );
  }
}

/** What the browser now holds under these keys of an origin; keys that are gone are left out. */
export async function readStorage(
  browser: Browser,
  { origin, keys }: { origin: string; keys: readonly string[] },
): Promise<Record<string, string>> {
  return onBlankPageOf(browser, origin, (page) =>
    page.evaluate(
      (wanted) =>
        Object.fromEntries(
          wanted.flatMap((key) => {
            const value = localStorage.getItem(key);
            return value === null ? [] : [[key, value] as const];
          }),
        ),
      [...keys],
    ),
  );
}

/** A page of an origin on which nothing of the site runs: every request is answered here, with nothing. */
async function onBlankPageOf<T>(
  browser: Browser,
  origin: string,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const page = await browser.newPage();
  const session = await page.createCDPSession();
  try {
    session.on('Fetch.requestPaused', ({ requestId }) => void answerBlank(session, requestId));
    await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    await page.goto(origin, { waitUntil: 'domcontentloaded' });
    return await work(page);
  } finally {
    await page.close();
  }
}

async function answerBlank(session: CDPSession, requestId: string): Promise<void> {
  await session.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: 200,
    responseHeaders: [{ name: 'content-type', value: 'text/html' }],
    body: '',
  });
}
