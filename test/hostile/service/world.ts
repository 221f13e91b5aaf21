import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { freePort } from '@mayfly/cloud-runner/launcher/free-port.ts';
import pg from 'pg';
import { device } from '../../harness/device.ts';
import { startStack } from '../../harness/stack.ts';
import { startWire } from '../../harness/wire.ts';
import { close, htmlPage, listen } from '../../sites/site.ts';
import type { Stack } from '../../harness/stack.ts';
import type { Wire } from '../../harness/wire.ts';

/**
 * An installation of real processes with somebody hostile before the service's door, who holds its database and its tokens
 * too: whatever a device or a pod asks of the service, that one answers. The broker has a network before it that can be as bad.
 */
export type ServiceWorld = {
  readonly stack: Stack;
  readonly service: Wire;
  readonly broker: Wire;
  /** The service's database, in its own role, turned to the one organization. */
  readonly database: pg.Client;
  readonly origin: string;
  /** The paths that were asked of the site, and how often something was sent to it. */
  readonly asked: readonly string[];
  readonly written: () => number;
  readonly close: () => Promise<void>;
};

/** The passphrase of the one device. */
export const passphrase = 'mayflies live for one day';

/** Starts it, and connects this process's device. */
export async function startServiceWorld(): Promise<ServiceWorld> {
  const [servicePort, brokerPort] = [await freePort(), await freePort()];
  const service = await startWire(`http://127.0.0.1:${servicePort}`);
  const broker = await startWire(`http://127.0.0.1:${brokerPort}`);
  const asked: string[] = [];
  let written = 0;
  const site = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.method === 'POST') written += 1;
    request.resume();
    response.setHeader('content-type', 'text/html');
    response.end(page);
  });
  const origin = `http://127.0.0.1:${await listen(site)}`;
  const stack = await startStack({
    settings: {
      servicePort,
      brokerPort,
      serviceUrl: service.url,
      brokerUrl: broker.url,
      privateOrigins: [origin],
      warmPods: 0,
    },
  });
  await device.pair(stack.invitation, passphrase);
  const database = await openDatabase(stack, (await device.connect()).org);
  return {
    stack,
    service,
    broker,
    database,
    origin,
    asked,
    written: () => written,
    close: async () => {
      await database.end();
      await stack.remove();
      await Promise.all([service.stop(), broker.stop(), close(site)]);
    },
  };
}

const page = htmlPage(
  'Page',
  '<p id="there">there</p><form method="post" action="/send"><button>Send</button></form>',
);

async function openDatabase({ folders }: Stack, org: string): Promise<pg.Client> {
  const config = readFileSync(join(folders.config, 'service.json'), 'utf8');
  const { databaseUrl } = JSON.parse(config) as { databaseUrl: string };
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`select set_config('mayfly.org', $1, false)`, [org]);
  return client;
}
