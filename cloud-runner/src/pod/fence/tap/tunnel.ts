import type { Duplex } from 'node:stream';
import type { Gate } from '../pass.ts';
import { Refusal } from '../refusal.ts';
import { bareHost } from '../resolve.ts';
import { BrowserSide, type RequestReader } from './browser-side.ts';
import { faultOf } from './hello.ts';
import { http1Readers } from './http1.ts';
import { http2Readers } from './http2.ts';
import type { KeyLog } from './key-log.ts';
import { endBoth, firstHello, pump } from './pump.ts';
import { RecordSplitter } from './records.ts';
import { type AnswerReader, SiteSide } from './site-side.ts';
import { TlsSession } from './tls-session.ts';
import { Traffic } from './traffic.ts';
import type { TunnelMemory } from './tunnel-memory.ts';
import { unreadable } from './unreadable.ts';

/** What a browser says when it does not trust a certificate. RFC 8446 §6.2 */
const certificateAlerts: ReadonlySet<number> = new Set([42, 43, 44, 45, 46, 48]);

/**
 * Passes a tunnel of TLS on to the site of `url`, record by record, each read first, for as long as it lasts. What
 * fails is written down, and closes both ends.
 */
export async function passTunnel(
  gate: Gate,
  { keys, memory }: { keys: KeyLog; memory: TunnelMemory },
  browser: Duplex,
  url: URL,
): Promise<void> {
  const ends: Duplex[] = [browser];
  try {
    if (!gate.judge.admits(url.origin)) throw new Refusal('origin-not-granted');
    const splitter = new RecordSplitter();
    const { hello, bytes } = await firstHello(browser, splitter);
    const fault = faultOf(hello, bareHost(url));
    if (fault) throw unreadable(fault);
    const site = await gate.lines.reach(url);
    ends.push(site);
    site.write(bytes);
    const traffic = new Traffic(gate, url.origin, memory);
    await join({ gate, traffic, url, browser, site, splitter }, new TlsSession(hello, keys));
    await endBoth(ends);
  } catch (error) {
    // What a request or an answer was refused for is written down already, with its path.
    if (error instanceof Refusal && !error.isNoted) gate.scribe.closed(url, error.reason);
  } finally {
    for (const end of ends) end.destroy();
  }
}

type Joint = {
  gate: Gate;
  traffic: Traffic;
  url: URL;
  browser: Duplex;
  site: Duplex;
  splitter: RecordSplitter;
};

/** Reads both ways until one of them ends. Throws Refusal. */
async function join(joint: Joint, session: TlsSession): Promise<void> {
  const { gate, traffic, url, browser, site, splitter } = joint;
  const { requests, answers } = readersIn(session, traffic);
  const browserSide = new BrowserSide(session, bareHost(url), requests, (alert) => {
    if (certificateAlerts.has(alert)) gate.scribe.closed(url, 'certificate-invalid');
  });
  const siteSide = new SiteSide(session, answers);
  let hasLeft = false;
  const outward = pump(browser, splitter, (record) => browserSide.read(record), site).then(() => {
    hasLeft = true;
  });
  const inward = pump(site, new RecordSplitter(), (record) => siteSide.read(record), browser).then(
    () => {
      if (!hasLeft) traffic.lost();
    },
  );
  try {
    await Promise.race([outward, inward]);
  } finally {
    session.end();
    for (const way of [outward, inward]) way.catch(() => undefined);
  }
}

/** Readers of the protocol that the handshake will choose; the site says it before either side says more. */
function readersIn(
  session: TlsSession,
  traffic: Traffic,
): { requests: RequestReader; answers: AnswerReader } {
  let readers: ReturnType<typeof http1Readers> | undefined;
  const chosen = () => {
    readers ??= session.protocol === 'h2' ? http2Readers(traffic) : http1Readers(traffic);
    return readers;
  };
  return {
    requests: {
      get isWhole() {
        return readers?.requests.isWhole ?? true;
      },
      feed: (content) => chosen().requests.feed(content),
    },
    answers: { feed: (content) => chosen().answers.feed(content) },
  };
}
