import { answerBytesAtMost } from '../answer-size.ts';
import { cookieValues } from '../headers.ts';
import type { Asked, RefusalReason } from '../judge.ts';
import { type Gate, pass } from '../pass.ts';
import { Refusal } from '../refusal.ts';
import { addressWithin } from '../request-address.ts';
import type { Field } from './hpack.ts';
import type { TunnelMemory } from './tunnel-memory.ts';
import { unreadable } from './unreadable.ts';

/** A request that was let pass, and what came of it. */
export type Exchange = {
  readonly asked: Asked;
  /** Whether the request may have a body. */
  readonly mayWrite: boolean;
  isAnswered: boolean;
  received: number;
  /** How much of an answer may come. */
  atMost: number;
};

/** Methods of requests that have no body. */
const bodiless: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What passes through one tunnel: judged on its way out, watched on its way back. */
export class Traffic {
  readonly #gate: Gate;
  readonly #origin: string;
  readonly #memory: TunnelMemory;
  readonly #open = new Set<Exchange>();
  #hasAnswered = false;

  constructor(gate: Gate, origin: string, memory: TunnelMemory) {
    this.#gate = gate;
    this.#origin = origin;
    this.#memory = memory;
  }

  /**
   * Judges a request, and asks for the mark where it needs one. Throws Refusal, also for a request that names another
   * site than the tunnel.
   */
  async ask(head: { method: string; path: string; fields: readonly Field[]; upgrade: boolean }) {
    const headers = headersOf(head.fields);
    const url = addressWithin('https:', { url: head.path, headers });
    if (!url || url.origin !== this.#origin) {
      this.#gate.scribe.malformed(String(headers[':authority'] ?? headers['host']));
      throw noted('request-malformed');
    }
    const asked: Asked = { method: head.method, url, headers, upgrade: head.upgrade };
    const mayWrite = head.upgrade || !bodiless.has(head.method);
    if (mayWrite && this.#memory.isResent(asked)) throw noted('answer-lost');
    try {
      await pass({ ...this.#gate, mark: () => this.#mark(asked) }, asked, async () => undefined);
    } catch (error) {
      if (mayWrite) this.#memory.cut(asked);
      throw error;
    }
    const exchange: Exchange = {
      asked,
      mayWrite,
      isAnswered: false,
      received: 0,
      atMost: Infinity,
    };
    this.#open.add(exchange);
    return exchange;
  }

  async #mark(asked: Asked): Promise<void> {
    if (!this.#memory.takeMark(asked)) await this.#gate.mark();
  }

  /** Takes the head of an answer. Told are all values of cookies, before the browser has them. Throws Refusal. */
  answered(exchange: Exchange, fields: readonly Field[]): void {
    const {
      'content-type': type,
      'content-length': length,
      'set-cookie': cookies,
    } = Object.groupBy(fields, ([name]) => name.toLowerCase());
    this.#hasAnswered = true;
    this.#memory.answered(this.#origin);
    this.#gate.scribe.answered(exchange.asked);
    exchange.isAnswered = true;
    exchange.atMost = answerBytesAtMost(type?.[0]?.[1]);
    const values = cookieValues({ 'set-cookie': cookies?.map(([, value]) => value) ?? [] });
    for (const value of values) this.#gate.onCookie(value);
    if (exchange.asked.method !== 'HEAD') this.#limit(exchange, Number(length?.[0]?.[1] ?? 0));
  }

  /** Counts what came of an answer. Throws Refusal answer-too-large. */
  received(exchange: Exchange, bytes: number): void {
    exchange.received += bytes;
    this.#limit(exchange, exchange.received);
  }

  #limit({ asked, atMost }: Exchange, bytes: number): void {
    if (bytes <= atMost || asked.upgrade) return;
    this.#gate.scribe.refused(asked, 'answer-too-large');
    throw noted('answer-too-large');
  }

  done(exchange: Exchange): void {
    this.#open.delete(exchange);
  }

  /** The site hung up. What only reads is asked once more by the browser itself, where the connection worked before. */
  lost(): void {
    for (const { asked, mayWrite, isAnswered } of this.#open) {
      if (isAnswered || (this.#hasAnswered && !mayWrite)) continue;
      if (mayWrite) this.#memory.cut(asked);
      this.#gate.scribe.refused(asked, 'answer-lost');
    }
  }
}

function noted(reason: RefusalReason): Refusal {
  const refusal = new Refusal(reason);
  refusal.isNoted = true;
  return refusal;
}

/** Headers by name, in lower case. Throws Refusal connection-unreadable where one that must be alone stands twice. */
function headersOf(fields: readonly Field[]): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [raw, value] of fields) {
    const name = raw.toLowerCase();
    const known = headers[name];
    if (known === undefined) headers[name] = value;
    else if (name.startsWith(':') || name === 'host') throw unreadable(`${name} twice`);
    else headers[name] = [known, value].flat();
  }
  if (':authority' in headers && 'host' in headers && headers[':authority'] !== headers['host'])
    throw unreadable('two names of a host');
  return headers;
}
