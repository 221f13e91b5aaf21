import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { keepLine } from './keep-line.ts';
import type { AddressInfo } from 'node:net';

test('what is asked after a wait finds the line open', async () => {
  let lines = 0;
  const server = createServer((_request, response) => response.end('{}'));
  server.keepAliveTimeout = 72_000;
  server.on('connection', () => (lines += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const waiting = new AbortController();
  const asked = once(server, 'request');
  const kept = keepLine({ url, fetch }, waiting.signal);
  await asked;
  waiting.abort();
  await kept;
  await readFile(import.meta.filename); // Anything else: a line is given back a turn after its answer was read.
  await (await fetch(`${url}/releases`)).text();
  expect(lines).toBe(1);
  server.closeAllConnections();
  server.close();
});

test('a door that does not answer ends nothing', async () => {
  const waiting = new AbortController();
  const gone = async () => {
    waiting.abort();
    throw new TypeError('nobody there');
  };
  await keepLine({ url: 'http://127.0.0.1:9', fetch: gone }, waiting.signal);
});
