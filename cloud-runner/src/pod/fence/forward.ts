import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { pipeline, type Readable, type Writable } from 'node:stream';
import { answerBytesAtMost } from './answer-size.ts';
import type { Answer, Message } from './exchange.ts';
import { cookieValues, requestHeaders, responseHeaders } from './headers.ts';
import { type Asked, meantMethod, type RefusalReason } from './judge.ts';
import type { Line } from './lines.ts';
import { type Gate, pass } from './pass.ts';
import { Refusal } from './refusal.ts';
import { refusalAnswer } from './refusal-answer.ts';

/** A request of the browser, over HTTP/1 or HTTP/2. */
export type BrowserRequest = Readable & {
  method?: string | undefined;
  headers: IncomingHttpHeaders;
};

/** Where the browser waits for the answer. */
export type BrowserResponse = Writable & {
  readonly headersSent: boolean;
  writeHead: (status: number, headers: OutgoingHttpHeaders) => unknown;
};

const bodiless: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Judges a request, sends it if it may pass, and hands the answer back; what may not is answered here and written down. */
export async function forward(
  gate: Gate,
  url: URL,
  request: BrowserRequest,
  response: BrowserResponse,
): Promise<void> {
  const method = request.method ?? 'GET';
  const hasBody = !bodiless.has(method);
  const asked: Asked = { method, url, headers: request.headers, upgrade: false };
  try {
    const line = await pass(gate, asked, () => gate.lines.open(url, mayChange(asked)));
    if (response.destroyed) return;
    const headers = requestHeaders(request.headers, !hasBody);
    const message: Message = { method, url, headers, hasBody };
    const answer = await exchange(gate, asked, message, line, { request, response });
    gate.scribe.answered(asked);
    for (const value of cookieValues(answer.headers)) gate.onCookie(value);
    if (response.destroyed) return;
    const atMost = answerBytesAtMost(answer.headers['content-type']);
    const note = () => gate.scribe.refused(asked, 'answer-too-large');
    if (Number(answer.headers['content-length'] ?? 0) > atMost && method !== 'HEAD') {
      note();
      answer.body.destroy();
      throw new Refusal('answer-too-large');
    }
    response.writeHead(answer.status, responseHeaders(answer.headers));
    cutAt(atMost, answer.body, note);
    pipeline(answer.body, response, ignoreEnd);
  } catch (error) {
    request.resume();
    answerRefusal(response, error instanceof Refusal ? error.reason : 'answer-lost');
  }
}

/** Whether a request may change something: it is sent once, over a connection of its own. */
function mayChange(asked: Asked): boolean {
  return !bodiless.has(meantMethod(asked));
}

function cutAt(atMost: number, body: Readable, note: () => void): void {
  let received = 0;
  body.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received <= atMost || body.destroyed) return;
    note();
    body.destroy(new Refusal('answer-too-large'));
  });
}

type Browser = { request: BrowserRequest; response: BrowserResponse };

async function exchange(
  { lines, scribe }: Gate,
  asked: Asked,
  message: Message,
  line: Line,
  browser: Browser,
): Promise<Answer> {
  const noted = (cause: unknown): Refusal => {
    const refusal = cause instanceof Refusal ? cause : new Refusal('answer-lost', { cause });
    scribe.refused(asked, refusal.reason);
    return refusal;
  };
  try {
    return await send(line, message, browser);
  } catch (cause) {
    if (browser.response.destroyed) throw cause;
    // A kept connection may have died unseen. What only reads is asked once more; a write never is.
    if (mayChange(asked) || cause instanceof Refusal) throw noted(cause);
  }
  try {
    return await send(await lines.open(message.url, true), message, browser);
  } catch (cause) {
    throw noted(cause);
  }
}

async function send(line: Line, message: Message, browser: Browser): Promise<Answer> {
  const { body, answered, cancel } = line(message);
  browser.response.once('close', cancel);
  if (message.hasBody) pipeline(browser.request, body, ignoreEnd);
  return answered;
}

/** A pipeline closes both of its ends on failure; there is nobody else to tell. */
function ignoreEnd(): void {}

/** Tells the page that its request was not sent, and why. */
export function answerRefusal(response: BrowserResponse, reason: RefusalReason): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { status, headers, text } = refusalAnswer(reason);
  response.writeHead(status, headers);
  response.end(text);
}
