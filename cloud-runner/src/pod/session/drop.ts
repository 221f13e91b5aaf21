import type { Browser, Page } from 'puppeteer-core';

/**
 * Puts away every cookie, and what these origins keep: a session that the site does not know any more may still make its
 * pages look signed in, and then nobody can sign in there anew.
 */
export async function dropSessions(
  browser: Browser,
  page: Page,
  origins: readonly string[],
): Promise<void> {
  const [all, one] = await Promise.all([
    browser.target().createCDPSession(),
    page.createCDPSession(),
  ]);
  await all.send('Storage.clearCookies');
  for (const origin of origins) {
    await one.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  }
  await Promise.all([all.detach(), one.detach()]);
}
