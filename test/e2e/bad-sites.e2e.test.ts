import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '@mayfly/cloud-runner/launcher/free-port.ts';
import { makeAuthority } from '../harness/ca.ts';
import { device } from '../harness/device.ts';
import { goTo, permit, readOf } from '../harness/permit.ts';
import { evidenceOf } from '../harness/run-evidence.ts';
import { startStack } from '../harness/stack.ts';
import { close, htmlPage, listen } from '../sites/site.ts';
import type { RunEvidence } from '../harness/run-evidence.ts';
import type { Stack } from '../harness/stack.ts';

const passphrase = 'correct horse battery staple';
const megabyte = Buffer.alloc(1024 * 1024, 'x');

/** What each path of the one bad site does. */
const answer: RequestListener = (request, response) => {
  const [, path = ''] = /^\/([^/?]*)/.exec(request.url ?? '') ?? [];
  if (path === 'hangs') return;
  if (path === 'redirects') {
    response.writeHead(302, { location: `/redirects?${Math.random()}` }).end();
    return;
  }
  response.setHeader('content-type', 'text/html');
  if (path === 'dialog') {
    response.end(htmlPage('Dialog', '<script>confirm("Leave?")</script><p id="there">there</p>'));
    return;
  }
  if (path === 'huge') {
    response.write('<!doctype html><p>');
    for (let sent = 0; sent < 50; sent++) response.write(megabyte);
    response.end('</p><p id="there">there</p>');
    return;
  }
  if (path === 'busy') {
    response.end(htmlPage('Busy', '<script>for (;;);</script><p id="there">there</p>'));
    return;
  }
  response.end(htmlPage('Fine', '<p id="there">there</p>'));
};

const plain = createServer(answer);
let secure: ReturnType<typeof createSecureServer>;
let stack: Stack;
const origins = { plain: '', secure: '', down: '' };

beforeAll(async () => {
  const stranger = makeAuthority();
  secure = createSecureServer(stranger.issue('localhost'), answer);
  origins.plain = `http://127.0.0.1:${await listen(plain)}`;
  origins.secure = `https://localhost:${await listen(secure)}`;
  origins.down = `http://127.0.0.1:${await freePort()}`;
  stranger.remove();
  stack = await startStack({
    settings: { privateOrigins: Object.values(origins), eye: 'inspect' },
  });
  await device.pair(stack.invitation, passphrase);
});

afterAll(async () => {
  await stack.remove();
  await Promise.all([close(plain), close(secure)]);
});

/** Goes to an address and reads one thing there. */
const visit = async (url: string, stepTimeoutMs = 5_000): Promise<RunEvidence> => {
  const { run } = await permit({
    steps: [goTo(url), readOf('#there')],
    origins: Object.values(origins),
    settings: { stepTimeoutMs },
  });
  return evidenceOf(await run());
};

describe('a site that does not behave', () => {
  it.each([
    ['is down', () => `${origins.down}/`, 'site-unreachable'],
    ['hangs', () => `${origins.plain}/hangs`, 'timed-out'],
    ['keeps the page busy for ever', () => `${origins.plain}/busy`, 'timed-out'],
    ['redirects for ever', () => `${origins.plain}/redirects`, 'too-many-redirects'],
    ['opens a dialog that asks', () => `${origins.plain}/dialog`, 'dialog-open'],
    [
      'has a certificate of nobody that is trusted',
      () => `${origins.secure}/`,
      'certificate-refused',
    ],
  ])('that %s ends the run with its own code, proved and erased', async (_, url, code) => {
    const { report, proof } = await visit(url());
    expect(report).toMatchObject({ status: 'failed', code });
    expect(proof).toMatchObject({ proved: true, erased: 'node-verified' });
  });

  it('that sends 50 MB is cut, and told as too large', async () => {
    const { report, proof } = await visit(`${origins.plain}/huge`, 30_000);
    expect(report).toMatchObject({ status: 'failed', code: 'page-too-large' });
    expect(proof).toMatchObject({ proved: true, erased: 'node-verified' });
  });

  it('does not keep the next one from going well', async () => {
    const { report } = await visit(`${origins.plain}/fine`);
    expect(report).toMatchObject({ status: 'succeeded', fence: { eye: 'inspect' } });
  });
});
