/** One try to reach somebody, `host:port`, from inside. `answered` is bad news. */
export type Contact = { target: string; answered: boolean };

/**
 * Runs as text in the browser's network, in a Node of its own, and so uses nothing but what is in it: listens on the
 * one port, tries the forbidden targets, hands the socket to the pod and ends.
 */
export function openDoor(): void {
  const { createServer, connect } = process.getBuiltinModule('node:net');
  const { readlinkSync } = process.getBuiltinModule('node:fs');
  const task = JSON.parse(process.argv[1] ?? '{}') as { port: number; forbidden: string[] };

  const tried = (target: string) =>
    new Promise<{ target: string; answered: boolean }>((resolve) => {
      const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(target) ?? [];
      const socket = connect({ host, port: Number(port) });
      const end = (answered: boolean) => {
        resolve({ target, answered });
        socket.destroy();
      };
      socket.once('connect', () => end(true));
      socket.once('error', () => end(false));
      socket.setTimeout(1_000, () => end(false));
    });

  const server = createServer();
  const report = async () => {
    const contacts = await Promise.all(task.forbidden.map(tried));
    const told = { contacts, network: readlinkSync('/proc/self/ns/net') };
    process.send?.(told, server, {}, () => process.exit());
  };
  server.listen(task.port, '127.0.0.1', () => void report());
}
