import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A `fetch` for plain http that knows names which no name server knows. */
export const fetchByHosts =
  (hosts: Readonly<Record<string, string>>): typeof fetch =>
  async (input, options) => {
    const { url, method, headers, body } = { ...(await partsOf(new Request(input, options))) };
    const sent = request({
      hostname: hosts[url.hostname] ?? url.hostname,
      port: url.port,
      path: `${url.pathname}${url.search}`,
      method,
      headers: { ...headers, host: url.host },
    });
    sent.end(body);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const fields = Object.entries(answer.headersDistinct).flatMap(([name, values]) =>
      (values ?? []).map((value): [string, string] => [name, value]),
    );
    return new Response(await buffer(answer), {
      status: answer.statusCode ?? 500,
      headers: fields,
    });
  };

const partsOf = async (asked: Request) => ({
  url: new URL(asked.url),
  method: asked.method,
  headers: Object.fromEntries(asked.headers),
  body: Buffer.from(await asked.arrayBuffer()),
});
