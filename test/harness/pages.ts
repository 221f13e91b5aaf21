import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What answers a path: HTML, or whatever a function does. */
export type Answer = string | ((request: IncomingMessage, response: ServerResponse) => void);

/** A small site on loopback. */
export type Pages = {
  readonly origin: string;
  /** Puts an answer at a path, in place of the one before. */
  set(path: string, answer: Answer): void;
  /** What was asked, as `METHOD path`, oldest first. */
  readonly asked: readonly string[];
  [Symbol.asyncDispose](): Promise<void>;
};

/** Serves pages on a free port of 127.0.0.1; everything else is 404. */
export const servePages = async (
  answers: Readonly<Record<string, Answer>> = {},
): Promise<Pages> => {
  const all = new Map(Object.entries(answers));
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    asked.push(`${request.method} ${pathname}`);
    const answer = all.get(pathname);
    if (typeof answer === 'function') return answer(request, response);
    response.writeHead(answer === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
    });
    return response.end(answer ?? 'Nothing here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    set: (path, answer) => void all.set(path, answer),
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
