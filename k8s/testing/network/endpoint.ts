/**
 * One pod's end of the network: started in its network namespace, it echoes at some ports and tries others. A line of JSON
 * in, `[[host, port, protocol], …]`; a line out, a boolean for each.
 */
import { createSocket } from 'node:dgram';
import { connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';

type Probe = readonly [host: string, port: number, protocol: 'TCP' | 'UDP'];

const ports = [80, 81];
const patienceMs = 400;

const tcp = ([host, port]: Probe): Promise<boolean> => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host, port });
  const limit = setTimeout(() => resolve(false), patienceMs);
  socket.once('data', () => resolve(true)).once('error', () => resolve(false));
  return promise.finally(() => {
    clearTimeout(limit);
    socket.destroy();
  });
};

const udp = ([host, port]: Probe): Promise<boolean> => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  const limit = setTimeout(() => resolve(false), patienceMs);
  socket.once('message', () => resolve(true)).once('error', () => resolve(false));
  socket.send('hello', port, host, (error) => error && resolve(false));
  return promise.finally(() => {
    clearTimeout(limit);
    socket.close();
  });
};

for (const port of ports) {
  createServer((socket) => socket.on('error', () => undefined).end('hello')).listen(port, '::');
  const echo = createSocket({ type: 'udp6' }).bind(port, '::');
  echo.on('message', (_, { address, port }) => echo.send('hello', port, address));
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const probes = JSON.parse(line) as Probe[];
  const tried = Promise.all(probes.map((each) => (each[2] === 'TCP' ? tcp(each) : udp(each))));
  void tried.then((answers) => process.stdout.write(`${JSON.stringify(answers)}\n`));
});
process.stdin.once('end', () => process.exit());
process.stdout.write('ready\n');
