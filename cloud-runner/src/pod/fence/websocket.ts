import { once } from 'node:events';
import { type IncomingMessage, request as sendRequest } from 'node:http';
import type { Socket } from 'node:net';
import { type Duplex, pipeline } from 'node:stream';
import { headerBytesAtMost } from './exchange.ts';
import { requestHeaders } from './headers.ts';
import type { Asked } from './judge.ts';
import { type Gate, pass } from './pass.ts';

/** Opens a WebSocket if the run may, and joins both ends. What the site answers instead of one is not passed on. */
export async function forwardWebSocket(
  gate: Gate,
  url: URL,
  request: IncomingMessage,
  browser: Duplex,
): Promise<void> {
  const asked: Asked = { method: 'GET', url, headers: request.headers, upgrade: true };
  browser.on('error', () => browser.destroy());
  try {
    const line = await pass(gate, asked, () => gate.lines.openAlone(url));
    const [answer, site, head] = await handshake(url, request, line);
    gate.scribe.answered(asked);
    browser.write(headOf(answer));
    browser.write(head);
    pipeline(browser, site, browser, () => {
      browser.destroy();
      site.destroy();
    });
  } catch {
    // Nothing was said over it: an opening that failed changed nothing.
    gate.scribe.answered(asked);
    browser.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
  }
}

async function handshake(
  url: URL,
  request: IncomingMessage,
  socket: Socket,
): Promise<[IncomingMessage, Socket, Buffer]> {
  const opening = sendRequest({
    createConnection: () => socket,
    path: url.pathname + url.search,
    headers: {
      host: url.host,
      ...requestHeaders(request.headers, true),
      connection: 'Upgrade',
      upgrade: 'websocket',
    },
    setHost: false,
    maxHeaderSize: headerBytesAtMost,
  });
  opening.once('response', () => opening.destroy(new Error('the site opened no WebSocket')));
  opening.end();
  return (await once(opening, 'upgrade')) as [IncomingMessage, Socket, Buffer];
}

function headOf({ rawHeaders }: IncomingMessage): string {
  const lines = rawHeaders.flatMap((text, index) =>
    index % 2 === 0 ? [`${text}: ${rawHeaders[index + 1] ?? ''}\r\n`] : [],
  );
  return `HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`;
}
