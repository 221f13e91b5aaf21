/**
 * `relay.ts LISTEN TARGET`: hands every connection at LISTEN on to TARGET, both `host:port` or the path of a socket file.
 * Prints, once it listens, its port or its path. Socket files know no network namespaces: two relays join two networks.
 */
import { connect, createServer } from 'node:net';

const addressOf = (words: string) => {
  const [, host, port] = /^\[?([^/]+?)\]?:(\d+)$/.exec(words) ?? [];
  return host && port ? { host, port: Number(port) } : { path: words };
};

const [listen, target] = process.argv.slice(2);
if (!listen || !target) throw new Error('usage: relay.ts LISTEN TARGET');
const to = addressOf(target);
const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
  const far = connect({ ...to, allowHalfOpen: true, noDelay: true });
  near.pipe(far).pipe(near);
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    one.once('error', () => other.destroy());
    one.once('close', () => other.destroySoon());
  }
});
server.listen(addressOf(listen), () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'string' ? address : address?.port}\n`);
});
