import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import type { AddressInfo, Socket } from 'node:net';

import { programFile } from '@mayfly/cloud-runner/launcher/builds.ts';
import { freePort } from '@mayfly/cloud-runner/launcher/free-port.ts';
import type { Stack } from './stack.ts';
import { until } from './until.ts';

/** One more service of an installation, a process of its own. */
export type Replica = {
  readonly port: number;
  readonly metricsUrl: string;
  /** SIGTERM, as a rolling update sends it. Answers the code with which it ended. */
  readonly retire: () => Promise<number | null>;
  readonly kill: () => void;
};

/** Starts one more service on the database of a runner, and waits until it is ready. */
export const startReplica = async ({ data }: Pick<Stack, 'data'>): Promise<Replica> => {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const given = JSON.parse(readFileSync(join(data, 'config', 'service.json'), 'utf8')) as object;
  const file = join(data, 'config', `service-${port}.json`);
  const metricsUrl = `http://127.0.0.1:${metricsPort}`;
  const config = { ...given, listenUrl: `http://127.0.0.1:${port}`, metricsUrl };
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  const child = spawn(process.execPath, [programFile('service'), '--config', file], {
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`The service ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    return answer?.ok || undefined;
  });
  return {
    port,
    metricsUrl,
    retire: async () => {
      child.kill('SIGTERM');
      return ((await ended) as [number | null])[0];
    },
    kill: () => void child.kill('SIGKILL'),
  };
};

/** What stands before several services: it hands each connection to the next of them that takes it. */
export type Balancer = {
  readonly url: string;
  /** The ports behind it, to be changed as services come and go. */
  readonly ports: number[];
  readonly close: () => void;
};

/** Starts one, with nothing behind it. */
export const startBalancer = async (): Promise<Balancer> => {
  const ports: number[] = [];
  let turn = 0;
  const open = new Set<Socket>();
  const hand = (socket: Socket, tries: number): void => {
    turn += 1;
    const port = ports[turn % ports.length];
    if (port === undefined || tries > ports.length) return void socket.destroy();
    const behind = connect(port, '127.0.0.1');
    behind.once('connect', () => {
      behind.removeAllListeners('error').on('error', () => socket.destroy());
      socket.pipe(behind).pipe(socket);
      socket.once('close', () => behind.destroy());
    });
    behind.once('error', () => hand(socket, tries + 1));
  };
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket)).on('error', () => socket.destroy());
    hand(socket, 0);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    ports,
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
};
