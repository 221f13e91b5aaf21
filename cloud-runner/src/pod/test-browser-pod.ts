import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { json } from 'node:stream/consumers';
import { toWire } from '@mayfly/shared/base/errors.ts';
import { startBrowser } from './browser.ts';
import { startFence } from './fence/fence.ts';

/** Sockets with a path that somebody listens at, as the system lists them; and those of them that can be reached from here. */
async function openSockets(): Promise<{ listed: boolean; open: string[] }> {
  const listed = readFileSync('/proc/net/unix', 'utf8').matchAll(/ (\/\S+)$/gm);
  const paths = [...new Set([...listed].map(([, path = '']) => path))];
  const tried = await Promise.all(paths.map(async (path) => ((await opens(path)) ? path : [])));
  return { listed: paths.some((path) => path.endsWith('/open.sock')), open: tried.flat() };
}

function opens(path: string): Promise<boolean> {
  const socket = connect({ path });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  socket.once('connect', () => resolve(true));
  socket.once('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}

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
  const sockets = await openSockets();
  process.stdout.write(`${JSON.stringify({ isolation, text, sockets })}\n`);
} catch (error) {
  const cause = error instanceof Error ? String(error.cause) : '';
  process.stdout.write(`${JSON.stringify({ ...toWire(error), cause })}\n`);
}
process.exit();
