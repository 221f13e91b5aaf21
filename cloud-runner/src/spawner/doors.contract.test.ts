import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import sodium from 'libsodium-wrappers';
import { fromBase64url, id32, toBase64url } from '@mayfly/shared/base/ids.ts';
import { describe, expect, test } from 'vitest';
import { testPod, useSpawner } from './testing/spawner-stage.ts';

const { folder, start, ask, create, told, said } = useSpawner();

async function hashOfToken(token: string): Promise<string> {
  await sodium.ready;
  return id32(sodium.crypto_generichash(32, fromBase64url(token), null));
}

describe('the service’s door', () => {
  test('a name that lives is not started twice', async () => {
    await start();
    const [first, second] = await Promise.all([create('run-a-1'), create('run-a-1')]);
    expect(second).toBe(first);
    expect(await create('run-a-1')).toBe(first);
    const { body } = await ask('spawner.sock', 'GET', '/pods');
    expect(body).toEqual({ pods: [{ uid: first, name: 'run-a-1', bornAt: expect.any(Number) }] });
  });

  test('more pods than may be are refused', async () => {
    await start({ podsAtMost: 1 });
    await create('run-a-1');
    const { status, body } = await ask('spawner.sock', 'POST', '/pods', {
      name: 'run-b-1',
      deadlineMs: 60_000,
    });
    expect({ status, body }).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
  });

  test.each([
    { name: '../../etc', deadlineMs: 60_000 },
    { name: 'run-a-1', deadlineMs: 1 },
    { name: 'run-a-1', deadlineMs: 60_000, program: '/bin/sh' },
    { name: 'run-a-1; reboot', deadlineMs: 60_000 },
    {},
  ])('%j is refused', async (body) => {
    await start();
    expect(await ask('spawner.sock', 'POST', '/pods', body)).toMatchObject({
      status: 400,
      body: { code: 'bad-request' },
    });
  });

  test('an end of a pod that nobody knows is no error', async () => {
    await start();
    expect((await ask('spawner.sock', 'DELETE', '/pods/nobody')).status).toBe(204);
  });

  test('nobody learns there who a pod is', async () => {
    await start();
    expect((await ask('spawner.sock', 'POST', '/identities', {})).status).toBe(404);
  });
});

describe('the broker’s door', () => {
  test('a pod is known by its token alone, with the digest of its program', async () => {
    await start();
    const uid = await create('run-telling-1');
    const { birth } = await said(uid);
    const tokenHash = await hashOfToken((birth as { token: string }).token);
    const program = readFileSync(testPod);
    const digest = `sha256:${createHash('sha256').update(program).digest('hex')}`;
    const vouched = { uid, name: 'run-telling-1', digest };
    const review = () => ask('identity.sock', 'POST', '/identities', { tokenHash });
    expect(await review()).toEqual({ status: 200, body: { ...vouched, live: true } });
    await ask('identity.sock', 'DELETE', `/pods/${uid}`);
    await told('gone', uid);
    expect((await review()).status).toBe(404);
  });

  test('nobody’s token is nobody’s', async () => {
    await start();
    await create('run-a-1');
    const tokenHash = await hashOfToken(toBase64url(new Uint8Array(32)));
    expect((await ask('identity.sock', 'POST', '/identities', { tokenHash })).status).toBe(404);
  });

  test('of a pod that nobody saw, nothing is claimed', async () => {
    await start();
    expect((await ask('identity.sock', 'GET', '/pods/unknown')).body).toEqual({
      live: false,
      gone: 'unproved',
    });
  });

  test('both sockets open to their owner alone', async () => {
    await start();
    for (const door of ['spawner.sock', 'identity.sock']) {
      expect((await stat(join(folder(), door))).mode & 0o777).toBe(0o600);
    }
  });
});
