/** What a process beside the browser tries: addresses of somebody else, and forged tunnels to sites. */
export type Errand = {
  /** `host:port`. */
  tcp: string[];
  udp: string[];
  /** Paths of sockets; a leading zero byte means the abstract kind. */
  sockets: string[];
  proxyPort: number;
  /** Tunnels to open: the authority to ask for, the name to say in TLS (none: plain bytes), the bytes to send. */
  tunnels: { authority: string; name?: string; bytes: string }[];
};

/**
 * Runs as text in the browser's network, as its user, in a Node of its own, and so uses nothing but what is in it: does
 * what a browser could that was taken over. Prints, as JSON, to whom it got through by itself; of tunnels the sites tell.
 */
export async function neighbour(errand: Errand): Promise<void> {
  const { connect } = process.getBuiltinModule('node:net');
  const { connect: connectTls } = process.getBuiltinModule('node:tls');
  const { createSocket } = process.getBuiltinModule('node:dgram');
  const patienceMs = 7_000;

  const reached = (to: { path: string } | { host: string; port: number }) =>
    new Promise<boolean>((resolve) => {
      const socket = connect(to);
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.setTimeout(1_500, () => resolve(false));
    });

  const split = (target: string) => {
    const at = target.lastIndexOf(':');
    return { host: target.slice(0, at), port: Number(target.slice(at + 1)) };
  };

  const said = (target: string) =>
    new Promise<void>((resolve) => {
      const { host, port } = split(target);
      const socket = createSocket('udp4');
      socket.on('error', () => resolve());
      socket.send('x', port, host, () => resolve());
    });

  const forged = (tunnel: Errand['tunnels'][number]) =>
    new Promise<void>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port: errand.proxyPort });
      const end = () => {
        socket.destroy();
        resolve();
      };
      setTimeout(end, patienceMs);
      socket.on('error', end).on('close', end);
      socket.write(`CONNECT ${tunnel.authority} HTTP/1.1\r\nhost: ${tunnel.authority}\r\n\r\n`);
      socket.once('data', () => {
        if (tunnel.name === undefined) {
          socket.write(tunnel.bytes);
          return;
        }
        const named = tunnel.name === '' ? {} : { servername: tunnel.name };
        const tls = connectTls({ socket, rejectUnauthorized: false, ...named });
        tls.on('error', end).on('close', end);
        tls.once('secureConnect', () => tls.write(tunnel.bytes));
      });
    });

  const through: string[] = [];
  for (const target of errand.tcp) if (await reached(split(target))) through.push(target);
  for (const path of errand.sockets) if (await reached({ path })) through.push(path);
  await Promise.all(errand.udp.map(said));
  await Promise.all(errand.tunnels.map(forged));
  process.stdout.write(JSON.stringify(through), () => process.exit());
}
