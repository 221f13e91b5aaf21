import type { RequestReader } from './browser-side.ts';
import type { Field } from './hpack.ts';
import {
  BodyReader,
  type Framing,
  framingOf,
  type Head,
  onlyValue,
  takeHead,
  Unread,
} from './http1-message.ts';
import type { AnswerReader } from './site-side.ts';
import type { Exchange, Traffic } from './traffic.ts';
import { unreadable } from './unreadable.ts';

/** A request that waits for its answer. `upgraded` tells, where it asked for a WebSocket, whether it got one. */
type Waiting = { exchange: Exchange; method: string; upgraded: PromiseWithResolvers<boolean> };

const requestLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\S+) HTTP\/1\.1$/;
const statusLine = /^HTTP\/1\.[01] (\d{3})(?: |$)/;

/** Reads both directions of one connection of HTTP/1.1. */
export function http1Readers(traffic: Traffic): { requests: RequestReader; answers: AnswerReader } {
  const waiting: Waiting[] = [];
  return { requests: requestReader(traffic, waiting), answers: answerReader(traffic, waiting) };
}

function requestReader(traffic: Traffic, waiting: Waiting[]): RequestReader {
  const unread = new Unread();
  let body: BodyReader | undefined;
  let upgraded: Promise<boolean> | undefined;

  async function ask({ line, fields }: Head): Promise<void> {
    const [, method = '', path = ''] = requestLine.exec(line) ?? [];
    const upgrade = onlyValue(fields, 'upgrade');
    if (!method) throw unreadable('a request without a head');
    if (upgrade !== undefined && upgrade.toLowerCase() !== 'websocket')
      throw unreadable('an upgrade to something else');
    onlyValue(fields, 'host');
    const framing = framingOf(fields, { bytes: 0 });
    const exchange = await traffic.ask({ method, path, fields, upgrade: upgrade !== undefined });
    body = new BodyReader(framing);
    if (!body.isOver && (!exchange.mayWrite || exchange.asked.upgrade))
      throw unreadable('a body where none belongs');
    const next: Waiting = { exchange, method, upgraded: Promise.withResolvers() };
    waiting.push(next);
    if (upgrade !== undefined) upgraded = next.upgraded.promise;
  }

  return {
    get isWhole() {
      return unread.bytes.length === 0;
    },
    async feed(content) {
      unread.add(content);
      while (unread.bytes.length > 0) {
        // Until the site has answered, nobody knows whose language these bytes are.
        if (upgraded && (await upgraded)) {
          unread.take(unread.bytes.length);
          return;
        }
        upgraded = undefined;
        if (body && !body.isOver) {
          const before = unread.bytes.length;
          body.pass(unread);
          if (!body.isOver && unread.bytes.length === before) return;
          continue;
        }
        const head = takeHead(unread);
        if (!head) return;
        await ask(head);
      }
    },
  };
}

function answerReader(traffic: Traffic, waiting: Waiting[]): AnswerReader {
  const unread = new Unread();
  let body: BodyReader | undefined;

  function take({ line, fields }: Head): void {
    const status = Number(statusLine.exec(line)?.[1]);
    const [current] = waiting;
    if (!status || !current) throw unreadable('an answer that nobody asked for');
    if (status < 200 && status !== 101) return;
    traffic.answered(current.exchange, fields);
    body = new BodyReader(framingOfAnswer(status, current.method, fields));
    current.upgraded.resolve(status === 101 && current.exchange.asked.upgrade);
  }

  function finish(): void {
    const [done] = waiting.splice(0, 1);
    if (done) traffic.done(done.exchange);
    body = undefined;
  }

  return {
    feed(content) {
      unread.add(content);
      for (;;) {
        if (!body) {
          const head = unread.bytes.length > 0 ? takeHead(unread) : undefined;
          if (!head) return;
          take(head);
        }
        const [current] = waiting;
        if (!body || !current) continue;
        traffic.received(current.exchange, body.pass(unread));
        if (!body.isOver) return;
        finish();
      }
    },
  };
}

/** RFC 9112 §6.3 */
function framingOfAnswer(status: number, method: string, fields: readonly Field[]): Framing {
  if (status === 101) return 'never';
  if (method === 'HEAD' || status === 204 || status === 304) return { bytes: 0 };
  return framingOf(fields, 'connection');
}
