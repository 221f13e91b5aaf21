import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { freePort } from '../../launcher/free-port.ts';
import { teachManners } from '../door/manners.ts';
import { connect } from '../store/database.ts';
import { serveHealth } from './health.ts';
import { makeTally } from '../tally.ts';
import type { Deps } from '../deps.ts';

it('a service without its database lives, and says that it cannot work', async () => {
  const app = Fastify();
  await teachManners(app, 'chrome-extension://x');
  const lost = connect(`postgres://x:x@127.0.0.1:${await freePort()}/x`, 1);
  serveHealth(app, { mail: lost, yard: lost, tally: makeTally() } as unknown as Deps);
  expect((await app.inject('/healthz')).statusCode).toBe(200);
  const answer = await app.inject('/readyz');
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'database-unreachable']);
  await app.close();
  await lost.destroy();
});
