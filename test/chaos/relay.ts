import { createServer, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { close, listen } from '../sites/site.ts';

/** A request on its way to a door, or its answer on the way back. */
export type Passing = {
  readonly method: string;
  readonly path: string;
  readonly isAnswer: boolean;
};

/** What becomes of it: a request sent twice is answered once; who was dropped sees a broken connection. */
export type Treatment = 'pass' | 'twice' | 'drop';

/** Stands before a door, as a company's network would. */
export type Relay = { readonly url: string; readonly stop: () => Promise<void> };

/** Starts a relay to `target`. Each request, and each answer, waits until `onPassing` says what becomes of it. */
export async function startRelay(
  target: string,
  onPassing: (passing: Passing) => Promise<Treatment>,
): Promise<Relay> {
  const server = createServer((incoming, outgoing) => {
    carry(target, incoming, outgoing, onPassing).catch(() => outgoing.destroy());
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, stop: () => close(server) };
}

async function carry(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  onPassing: (passing: Passing) => Promise<Treatment>,
): Promise<void> {
  const { method = 'GET', url: path = '/' } = incoming;
  const body = await buffer(incoming);
  const treatment = await onPassing({ method, path, isAnswer: false });
  if (treatment === 'drop') return void outgoing.destroy();
  const given = { method, path, headers: incoming.headers, body };
  const answer = await ask(target, given);
  if (treatment === 'twice') (await ask(target, given)).resume();
  if ((await onPassing({ method, path, isAnswer: true })) === 'drop') {
    answer.destroy();
    return void outgoing.destroy();
  }
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
  outgoing.once('close', () => answer.destroy());
  answer.once('error', () => outgoing.destroy());
  answer.pipe(outgoing);
}

type Given = { method: string; path: string; headers: IncomingMessage['headers']; body: Buffer };

function ask(target: string, { method, path, headers, body }: Given): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request(target + path, { method, headers, agent: false }, resolve);
    sent.once('error', reject);
    sent.end(body);
  });
}
