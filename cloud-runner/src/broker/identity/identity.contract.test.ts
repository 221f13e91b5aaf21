import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { json as readJson } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hashOf, ready } from '@mayfly/shared/envelope/sodium.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { fakeIdentity, testImage } from '../../../../test/harness/broker/fake-identity.ts';
import { expectRefusal } from '../../../../test/harness/broker/use-broker.ts';
import { processIdentity } from './process/process-identity.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FakeIdentity } from '../../../../test/harness/broker/fake-identity.ts';
import type { Identity } from './identity.ts';

const watched = (uid: string) => ({ uid, place: null, leaving: true, unproved: false });

const endings: (() => Promise<void>)[] = [];

beforeAll(ready);
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** The port over a socket, before an engine that is in memory. */
async function overSocket(engine: FakeIdentity): Promise<Identity> {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-identity-'));
  const path = join(folder, 'identity.sock');
  const tokens = new Map<string, Uint8Array>();
  const server = createServer(
    (request, response) => void answer(engine, tokens, request, response),
  );
  await new Promise<void>((done) => {
    server.listen(path, done);
  });
  endings.push(async () => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });
  const { review, ...rest } = processIdentity(path);
  return {
    ...rest,
    review: (token) => {
      tokens.set(hashOf(token), token);
      return review(token);
    },
  };
}

async function answer(
  engine: FakeIdentity,
  tokens: Map<string, Uint8Array>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const uid = /^\/pods\/(.+)$/.exec(request.url ?? '')?.[1];
  const reply = (status: number, json?: unknown) =>
    response.writeHead(status).end(json && JSON.stringify(json));
  if (uid && request.method === 'DELETE') {
    await engine.kill({ uid, place: null });
    return void reply(204);
  }
  if (uid) return void reply(200, await engine.seen(watched(uid)));
  const { tokenHash } = (await readJson(request)) as { tokenHash: string };
  const pod = await engine.review(tokens.get(tokenHash) ?? new Uint8Array());
  if (!pod) return void reply(404, { code: 'pod-not-found', message: '' });
  const { digests, ...known } = pod;
  return void reply(200, { ...known, digest: digests[0] });
}

describe.each([
  ['in memory', async (engine: FakeIdentity): Promise<Identity> => engine],
  ['process', overSocket],
])('identity: %s', (_, over) => {
  test('a token tells uid, name, what runs, and that it lives', async () => {
    const engine = fakeIdentity();
    const identity = await over(engine);
    const { uid, name, token } = engine.bear('run-one-1');
    expect(await identity.review(token)).toEqual({ uid, name, digests: [testImage], live: true });
    engine.change(uid, { live: false });
    expect(await identity.review(token)).toMatchObject({ live: false });
  });

  test('a token that nobody vouches for is nobody’s', async () => {
    const identity = await over(fakeIdentity());
    expect(await identity.review(randomBytes(32))).toBeUndefined();
  });

  test('a pod is seen to live, then how surely it is gone', async () => {
    const engine = fakeIdentity();
    const identity = await over(engine);
    const { uid } = engine.bear('run-one-1');
    expect(await identity.seen(watched(uid))).toEqual({ live: true });
    engine.end(uid, 'node-verified');
    expect(await identity.seen(watched(uid))).toEqual({ live: false, gone: 'node-verified' });
  });

  test('a pod is killed by its uid', async () => {
    const engine = fakeIdentity();
    const identity = await over(engine);
    const { uid } = engine.bear('run-one-1');
    await identity.kill(watched(uid));
    expect(engine.killed).toEqual([uid]);
  });
});

test('where no spawner answers, nothing is learned, and so nothing released', async () => {
  const identity = processIdentity(join(tmpdir(), 'mayfly-no-such.sock'));
  await expectRefusal(identity.review(randomBytes(32)), 'pod-not-live');
  await expectRefusal(identity.seen(watched('uid-1')), 'pod-not-live');
});
