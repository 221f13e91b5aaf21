import { createServer } from 'node:http';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../harness/browser.ts';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'puppeteer-core';
import type { VectorResult } from '@mayfly/shared/envelope/vectors.ts';

/** As strict as the extension's own: no eval, WebAssembly alone. */
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

let browser: Browser;
let address: string;
const server = createServer();

beforeAll(async () => {
  const program = await bundled();
  server.on('request', ({ url }, response) => {
    const isProgram = url === '/vectors.js';
    response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', isProgram ? 'text/javascript' : 'text/html');
    response.end(isProgram ? program : '<script type="module" src="/vectors.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  server.close();
});

describe('the vectors in Chromium', () => {
  it('do what they do in Node, under a policy without eval', async () => {
    const page = await browser.newPage();
    await page.goto(address);
    const found = await page.waitForFunction('globalThis.vectorResult');
    const { passed, failed } = (await found.jsonValue()) as VectorResult;
    expect(failed).toEqual([]);
    expect(passed).toBeGreaterThan(1_000);
  });
});

async function bundled(): Promise<string> {
  const file = new URL('../../shared/src/envelope/vectors.ts', import.meta.url).pathname;
  const bundle = await rolldown({
    input: 'start',
    platform: 'browser',
    logLevel: 'silent',
    plugins: [
      {
        name: 'start',
        resolveId: (id) => (id === 'start' ? id : undefined),
        load: (id) =>
          id === 'start'
            ? `import { runVectors } from ${JSON.stringify(file)}; globalThis.vectorResult = await runVectors();`
            : undefined,
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  return output[0].code;
}
