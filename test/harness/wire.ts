import { createServer, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { close, listen } from '../sites/site.ts';

/** A request on its way to a door. */
export type Sent = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** Its answer on the way back. */
export type Answered = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** Hands a request on to the door. */
export type Forward = (sent: Sent) => Promise<Answered>;

/** What becomes of a request; `undefined`: who asked sees a broken connection. */
export type Meddler = (sent: Sent, forward: Forward) => Promise<Answered | undefined>;

/** The network before a door: everything that passes can be read, and changed. */
export type Wire = {
  readonly url: string;
  /** From here on, this is what becomes of what passes; without it, all passes as it is. */
  readonly meddle: (how?: Meddler) => void;
  /** The bytes of all that passed since the start, both ways. */
  readonly passed: readonly Buffer[];
  readonly stop: () => Promise<void>;
};

const honest: Meddler = (sent, forward) => forward(sent);

/** Stands before the door at `target`. A stream of events passes as it comes. */
export async function startWire(target: string): Promise<Wire> {
  let meddler = honest;
  const passed: Buffer[] = [];
  const note = (head: object, body: Buffer) => passed.push(Buffer.from(JSON.stringify(head)), body);
  const forward: Forward = async (sent) => {
    const answer = await ask(target, sent);
    const { statusCode: status = 502, headers } = answer;
    return { status, headers, body: await buffer(answer) };
  };
  const carry = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const sent = { method, path, headers, body: await buffer(incoming) };
    note({ method, path, headers }, sent.body);
    if (path.startsWith('/runs/events')) return stream(target, sent, outgoing, passed);
    const answer = await meddler(sent, forward);
    if (!answer) return void outgoing.destroy();
    note({ status: answer.status, headers: answer.headers }, answer.body);
    const { 'transfer-encoding': _, ...rest } = answer.headers;
    outgoing.writeHead(answer.status, { ...rest, 'content-length': answer.body.length });
    outgoing.end(answer.body);
  };
  const server = createServer((incoming, outgoing) => {
    carry(incoming, outgoing).catch(() => outgoing.destroy());
  });
  // Longer than what a door promises: who keeps a connection must not find it closed.
  server.keepAliveTimeout = 120_000;
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    meddle: (how = honest) => {
      meddler = how;
    },
    passed,
    stop: () => close(server),
  };
}

/** An answer with another body of JSON. */
export const withJson = (answer: Answered, json: unknown): Answered => ({
  ...answer,
  body: Buffer.from(JSON.stringify(json)),
});

async function stream(target: string, sent: Sent, outgoing: ServerResponse, passed: Buffer[]) {
  const answer = await ask(target, sent);
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
  outgoing.once('close', () => answer.destroy());
  answer.once('error', () => outgoing.destroy());
  answer.on('data', (chunk: Buffer) => passed.push(chunk));
  answer.pipe(outgoing);
}

function ask(target: string, { method, path, headers, body }: Sent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request(target + path, { method, headers, agent: false }, resolve);
    asked.once('error', reject);
    asked.end(body);
  });
}
