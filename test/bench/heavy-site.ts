/** A site in a thread of its own, so that it takes no time from who is measured. */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

import { makeRunCertificate } from '@mayfly/cloud-runner/pod/fence/run-certificate.ts';

/** Its address, and what is to be trusted for it. */
export type HeavySite = { origin: string; authority: string; close: () => Promise<unknown> };

const host = 'heavy.localhost';
const resources = 100;
const big = Buffer.alloc(10 * 1024 * 1024, 'x');
const icon = '<link rel=icon href=data:,>';

const pages: Readonly<Record<string, string>> = {
  '/many': `<!doctype html>${icon}${Array.from({ length: resources }, (_, at) => `<script src="/script?${at}"></script>`).join('')}`,
  '/big': `<!doctype html>${icon}<script>fetch('/bytes').then((got) => got.arrayBuffer()).then(() => { document.title = 'done' })</script>`,
};

/** Starts it on https: `/many` loads 100 scripts, `/big` 10 MB, and then calls itself done. */
export const startHeavySite = async (): Promise<HeavySite> => {
  const worker = new Worker(new URL(import.meta.url));
  const told = await new Promise<Omit<HeavySite, 'close'>>((resolve) => {
    worker.once('message', resolve);
  });
  return { ...told, close: () => worker.terminate() };
};

const serve = (): void => {
  const { key, certificate } = makeRunCertificate([host]);
  const server = createServer({ key, cert: certificate }, ({ url = '/' }, response) => {
    const page = pages[url];
    if (url === '/bytes') return response.end(big);
    response.setHeader('content-type', page ? 'text/html' : 'text/javascript');
    return response.end(page ?? 'void 0;'.repeat(250));
  });
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
    parentPort?.postMessage({ origin: `https://${host}:${port}`, authority: certificate });
  });
};

if (!isMainThread) serve();
