import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchWithin } from './fetch-within.ts';

const server = createServer((request, response) => {
  if (request.url === '/silent') return;
  response.write('one ');
  setTimeout(() => response.end('two'), 300);
});
let url: string;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it('gives up on who does not begin to answer', async () => {
  await expect(fetchWithin(100)(`${url}/silent`)).rejects.toThrow('aborted');
});

it('hears an answer that has begun to its end, however long it takes', async () => {
  const answer = await fetchWithin(200)(`${url}/slow`);
  expect(await answer.text()).toBe('one two');
});

it('ends when its caller does not want it any more', async () => {
  const signal = AbortSignal.timeout(100);
  await expect(fetchWithin()(`${url}/silent`, { signal })).rejects.toThrow('timeout');
});
