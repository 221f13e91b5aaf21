import { beforeAll, expect, test } from 'vitest';
import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { extensionOrigin } from '@mayfly/shared/api/extension-id.ts';
import { pathOf } from '@mayfly/shared/api/route.ts';
import { signKeys } from '@mayfly/shared/envelope/keys.ts';
import { authorize } from '@mayfly/shared/envelope/statement/request.ts';
import { buildApp } from '../app.ts';
import { foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { expectRefusal, useBrokers } from '../../../../test/harness/broker/use-broker.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import type { TestBroker } from '../../../../test/harness/broker/test-broker.ts';
import type { TestDevice } from '../../../../test/harness/broker/test-device.ts';

const brokers = useBrokers();
let broker: TestBroker;
let device: TestDevice;

beforeAll(async () => {
  broker = await brokers.start();
  device = await foundTestOrg(broker);
});

const head = (door: Door) => call(door, brokerRoutes.head, { params: { org: device.org.id } });
const nothing = new Uint8Array();

test('who signs nothing is refused', async () => {
  await expectRefusal(head(broker.door), 'unsigned');
});

test('a header that cannot be read is refused', async () => {
  await expectRefusal(head({ ...broker.door, authorize: () => 'Mayfly x.y' }), 'unsigned');
});

test('a key that is no device of the organization is refused', async () => {
  const stranger = signKeys();
  const { id: org } = device.org;
  const door: Door = {
    ...broker.door,
    authorize: (method, path, body) =>
      authorize({ method, path, body, org, at: broker.wall }, stranger),
  };
  await expectRefusal(head(door), 'organization-not-found');
});

test('a device asks nothing of another organization', async () => {
  const other = await foundTestOrg(broker);
  await expectRefusal(head(other.door), 'not-your-organization');
});

test('a request is good for its own method, path and body alone', async () => {
  const path = pathOf(brokerRoutes.head, { org: device.org.id });
  const asked = { org: device.org.id, at: broker.wall };
  const wrong = [
    { method: 'POST', path, body: nothing },
    { method: 'GET', path: `${path}?x=1`, body: nothing },
    { method: 'GET', path, body: new Uint8Array([1]) },
  ] as const;
  for (const each of wrong) {
    const header = authorize({ ...each, ...asked }, device.keys.sign);
    await expectRefusal(head({ ...broker.door, authorize: () => header }), 'tampered');
  }
});

test('a request is taken once', async () => {
  const path = pathOf(brokerRoutes.head, { org: device.org.id });
  const asked = {
    method: 'GET',
    path,
    body: nothing,
    org: device.org.id,
    at: broker.wall,
  } as const;
  const header = authorize(asked, device.keys.sign);
  const door = { ...broker.door, authorize: () => header };
  await head(door);
  await expectRefusal(head(door), 'replayed');
});

test('a clock that is off by more than five minutes is told what time it is', async () => {
  const off = (at: number): Door => ({
    ...broker.door,
    authorize: (method, path, body) =>
      authorize({ method, path, body, org: device.org.id, at }, device.keys.sign),
  });
  const now = broker.deps.clock.now();
  await expectRefusal(head(off(now + 300_001)), 'clock-off');
  await expect(head(off(now - 300_001))).rejects.toThrow(new Date(now).toISOString().slice(0, 13));
  await head(off(now - 299_000));
});

test('an organization that there is not is refused', async () => {
  const stranger = await foundTestOrg(await brokers.start());
  const door: Door = {
    ...broker.door,
    ...(stranger.door.authorize && { authorize: stranger.door.authorize }),
  };
  const asked = call(door, brokerRoutes.head, { params: { org: stranger.org.id } });
  await expectRefusal(asked, 'organization-not-found');
});

test('only the extension is answered by CORS', async () => {
  const app = await buildApp(broker.deps);
  const preflight = (origin: string) =>
    app.inject({
      method: 'OPTIONS',
      url: '/releases',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
  expect((await preflight(extensionOrigin)).headers['access-control-allow-origin']).toBe(
    extensionOrigin,
  );
  const other = await preflight('https://evil.example');
  expect(other.headers['access-control-allow-origin']).not.toBe('https://evil.example');
  await app.close();
});

test('what is asked wrongly is refused by a code, and nothing of ours is told', async () => {
  const app = await buildApp(broker.deps);
  const nowhere = await app.inject({ url: '/nowhere' });
  expect([nowhere.statusCode, nowhere.json().code]).toEqual([404, 'not-found']);
  const malformed = await app.inject({ url: '/orgs/not-an-id/head' });
  expect([malformed.statusCode, malformed.json().code]).toEqual([400, 'bad-request']);
  const json = { 'content-type': 'application/json' };
  const broken = { method: 'POST', url: '/invitations/x', headers: json, payload: '{' } as const;
  expect((await app.inject(broken)).json().code).toBe('bad-request');
  const huge = { ...broken, payload: `"${'x'.repeat(9 * 1024 * 1024)}"` };
  expect((await app.inject(huge)).json().code).toBe('envelope-too-large');
  await app.close();
});

test('the broker says that it is there and ready', async () => {
  const app = await buildApp(broker.deps);
  expect((await app.inject({ url: '/healthz' })).statusCode).toBe(200);
  expect((await app.inject({ url: '/readyz' })).statusCode).toBe(200);
  await app.close();
});
