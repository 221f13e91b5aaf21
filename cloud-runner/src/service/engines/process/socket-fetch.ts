import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';

/** `fetch` over a socket of the file system: whoever may open it is proved by that. Small bodies only; they are read whole. */
export function socketFetch(socketPath: string): typeof fetch {
  return async (input, init = {}) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    const call = request({
      socketPath,
      path: pathname + search,
      method: init.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(init.signal ? { signal: init.signal } : {}),
    });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      call.once('response', resolve).once('error', reject);
    });
    call.end(init.body);
    const answer = await answered;
    const body = new Uint8Array(await buffer(answer));
    const status = answer.statusCode ?? 0;
    return new Response(status === 204 ? null : body, { status });
  };
}
