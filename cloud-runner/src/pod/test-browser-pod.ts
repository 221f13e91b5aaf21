import { json } from 'node:stream/consumers';
import { toWire } from '@mayfly/shared/base/errors.ts';
import { startBrowser } from './browser.ts';
import { startFence } from './fence/fence.ts';

// A pod's program for tests: starts its browser where the spawner put it, visits one page, and tells how that went.
const birth = (await json(process.stdin)) as { dir: string; browser?: string };
const fence = startFence();

try {
  const { browser, isolation, close } = await startBrowser({
    dir: birth.dir,
    fence,
    executable: birth.browser,
    forbidden: ['127.0.0.1:1'],
  });
  const [page] = await browser.pages();
  await page?.goto('http://site.test/');
  const text = await page?.evaluate(() => document.body.innerText);
  await close();
  process.stdout.write(`${JSON.stringify({ isolation, text })}\n`);
} catch (error) {
  const cause = error instanceof Error ? String(error.cause) : '';
  process.stdout.write(`${JSON.stringify({ ...toWire(error), cause })}\n`);
}
process.exit();
