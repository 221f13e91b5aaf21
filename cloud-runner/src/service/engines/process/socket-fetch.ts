import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** `fetch` over a socket of the file system: whoever may open it is proved by that. Small bodies only; they are read whole. */
export function socketFetch(socketPath: string): typeof fetch {
  return (input, init = {}) =>
    new Promise<Response>((resolve, reject) => {
      const { pathname, search } = new URL(input instanceof Request ? input.url : input);
      const options = {
        socketPath,
        path: pathname + search,
        method: init.method ?? 'GET',
        headers: Object.fromEntries(new Headers(init.headers)),
        ...(init.signal ? { signal: init.signal } : {}),
      };
      const call = request(options, (answer) => {
        buffer(answer).then((body) => {
          const status = answer.statusCode ?? 0;
          resolve(new Response(status === 204 ? null : new Uint8Array(body), { status }));
        }, reject);
      });
      call.once('error', reject);
      call.end(init.body);
    });
}
