import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Isolation } from './browser.ts';
import { prove } from './proof.ts';

const alive = createServer((socket) => socket.destroy());
const closed = createServer();
let live: string;
let dead: string;

const addressOf = (server: typeof alive) => `127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  for (const server of [alive, closed]) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  [live, dead] = [addressOf(alive), addressOf(closed)];
  closed.close();
  await once(closed, 'close');
});
afterAll(() => alive.close());

const shutIn: Isolation = { fence: 'namespace', disk: 'memory', sandbox: true };
const network = 'net:[1]';
const inside = (answered: boolean) => ({ network, contacts: [{ target: live, answered }] });
const proved = (isolation: Isolation, answered: boolean, forbidden: string[], broker = live) =>
  prove({ isolation, inside: inside(answered) }, { answering: `http://${broker}`, forbidden });

describe('a fence', () => {
  it('is proved when a live target did not answer from inside, and says which', async () => {
    expect(await proved(shutIn, false, [live])).toMatchObject({ refused: [live] });
  });

  it('is not proved where the broker itself does not answer: then trying proves nothing', async () => {
    const asked = proved(shutIn, false, [live], dead);
    await expect(asked).rejects.toMatchObject({ code: 'broker-unreachable' });
  });

  it.each<[string, boolean, () => string]>([
    ['a target that answered from inside', true, () => live],
    ['a target that nobody tried from inside', false, () => live.replace('127.0.0.1', 'localhost')],
    ['a target that is not alive', false, () => dead],
  ])('is not proved by %s', async (_, answered, target) => {
    const asked = proved(shutIn, answered, [target()]);
    await expect(asked).rejects.toMatchObject({ code: 'fence-not-proved' });
  });

  it('without an inside claims that nothing was tried', async () => {
    const plain: Isolation = { fence: 'proxy', disk: 'disk', sandbox: true };
    expect(await proved(plain, false, [live])).toMatchObject({ fence: 'proxy', refused: [] });
  });
});
