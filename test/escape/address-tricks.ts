import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

import type { EyeName } from '@mayfly/cloud-runner/pod/fence/eye.ts';
import { startFence } from '@mayfly/cloud-runner/pod/fence/fence.ts';

import type { Escapees } from './trial.ts';

/** Names that lead to private addresses: alone, beside a public one, spelled in IPv6, or at the second asking. */
// prettier-ignore
const names = [
  '10-0-0-1', '127-0-0-1', '169-254-169-254', '192-168-1-1', '172-20-0-1', '100-64-0-1',
  '0-0-0-0', 'xx1', 'xxffffx10.0.0.1', 'fd00xx1', 'fe80xx1', '64xff9bxxa00x1', '2002xa00x1xx1',
  '11-5-0-1.10-0-0-1',
].map((spelled) => `${spelled}.ip.test`);

/** Odd spellings of private addresses. */
// prettier-ignore
const literals = [
  '127.0.0.1', '0x7f.1', '2130706433', '017700000001', '169.254.169.254', '0.0.0.0',
  '[::1]', '[::ffff:127.0.0.1]', '[::ffff:a9fe:a9fe]', '[::]', '[fe80::1]',
  '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '255.255.255.255', '224.0.0.1',
];

/** What is tried, and in the end a name that was public when it was asked for and is asked for again. */
export const tricks: readonly string[] = [...names, ...literals, 'localhost', 'a.flip.test'];

/** Which tricks got through to a listener on the loopback, by http and in a tunnel; each is granted by name. */
export async function tryTricks(eye: EyeName): Promise<Escapees> {
  let trick = '';
  const through = new Set<string>();
  const note = (socket: Socket) => {
    through.add(trick);
    socket.destroy();
  };
  const forbidden = [createTcp(note), createTcp(note)] as const;
  const port = await listen(forbidden[0], '127.0.0.1', 0);
  await listen(forbidden[1], '::1', port);
  const origins = tricks.flatMap((name) => [`http://${name}:${port}`, `https://${name}:${port}`]);
  const fence = startFence({ eye });
  fence.grant(
    { origins: origins.map((each) => new URL(each).origin), writes: [], passive: false },
    async () => {},
  );
  const door = createTcp(fence.accept);
  const doorPort = await listen(door, '127.0.0.1', 0);
  for (trick of tricks) {
    // Twice, since a name may answer differently the second time.
    for (let turn = 0; turn < 2; turn += 1) {
      await askPlainly(doorPort, `http://${trick}:${port}/`);
      await askInTunnel(doorPort, `${trick}:${port}`);
    }
  }
  fence.close();
  door.close();
  for (const server of forbidden) server.close();
  return { through: [...through], tried: tricks.length };
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function askPlainly(port: number, address: string): Promise<void> {
  const host = new URL(address).host;
  const sent = request({
    host: '127.0.0.1',
    port,
    path: address,
    headers: { host },
    timeout: 3_000,
  });
  sent.once('timeout', () => sent.destroy());
  sent.end();
  const [response] = (await once(sent, 'response').catch(() => [])) as [IncomingMessage?];
  response?.resume();
}

async function askInTunnel(port: number, authority: string): Promise<void> {
  const opening = request({ host: '127.0.0.1', port, method: 'CONNECT', path: authority });
  opening.end();
  const [, socket] = (await once(opening, 'connect')) as [IncomingMessage, Socket];
  const name = authority.replace(/:\d+$/, '');
  const named = /^[\d.x[]/.test(name) ? {} : { servername: name };
  const tls = connectTls({ socket, rejectUnauthorized: false, timeout: 3_000, ...named });
  for (const end of ['timeout', 'error', 'data'] as const) tls.on(end, () => tls.destroy());
  tls.once('secureConnect', () => tls.write(`GET / HTTP/1.1\r\nhost: ${authority}\r\n\r\n`));
  await once(tls, 'close').catch(() => undefined);
}
