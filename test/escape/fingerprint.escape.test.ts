import { findBrowser } from '@mayfly/cloud-runner/pod/browser/executable.ts';
import { openFenced } from '@mayfly/cloud-runner/pod/fence/test-fenced-browser.ts';
import { expect, test } from 'vitest';

import { makeAuthority } from '../harness/ca.ts';
import { launchBrowser } from '../harness/browser.ts';
import { type Fingerprint, startWatcher } from './fingerprint.ts';

type Visit = (
  origin: string,
  authority: ReturnType<typeof makeAuthority>,
) => Promise<() => Promise<void>>;

/** What a site sees of the first visit of a browser. */
async function fingerprintOf(visit: Visit): Promise<Fingerprint> {
  const authority = makeAuthority();
  const watcher = await startWatcher(authority.issue('app.localhost'));
  const leave = await visit(`https://app.localhost:${watcher.port}`, authority);
  const seen = await watcher.seen;
  await leave();
  watcher.close();
  authority.remove();
  return seen;
}

const plainly: Visit = async (origin, authority) => {
  const executable = await findBrowser();
  const browser = await launchBrowser({ executable, args: authority.chromiumArgs() });
  const page = await browser.newPage();
  void page.goto(origin).catch(() => undefined);
  return () => browser.close();
};

const fencedBy =
  (eye: 'inspect' | 'tap'): Visit =>
  async (origin, authority) => {
    const options = { eye, privateOrigins: [origin], caBundle: authority.pem };
    const { page, close } = await openFenced(options, { origins: [origin] });
    void page.goto(origin).catch(() => undefined);
    return close;
  };

test('by tap a site sees the TLS and the HTTP/2 of plain Chromium', async () => {
  const plain = await fingerprintOf(plainly);
  expect(plain.ja4).toMatch(/^t13d\d{4}h2_[0-9a-f]{12}_[0-9a-f]{12}$/);
  expect(plain.pseudoHeaders).toBe(':method :authority :scheme :path');
  expect(await fingerprintOf(fencedBy('tap'))).toEqual(plain);
});

test('by inspect it sees another, so that the comparison means something', async () => {
  const plain = await fingerprintOf(plainly);
  expect((await fingerprintOf(fencedBy('inspect'))).ja4).not.toBe(plain.ja4);
});
