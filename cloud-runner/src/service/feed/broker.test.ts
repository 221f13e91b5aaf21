import { afterAll, beforeAll, expect, it } from 'vitest';
import { toBase64url } from '@mayfly/shared/base/ids.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { order } from '@mayfly/shared/envelope/statement/order.ts';
import { feedToken } from '../../../../test/harness/broker/test-broker.ts';
import { foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { testPod } from '../../../../test/harness/broker/test-pod.ts';
import { useBrokers } from '../../../../test/harness/broker/use-broker.ts';
import { ask, openOffice, until } from '../testing/office.ts';
import { brokerFeed } from './source.ts';
import type { TestBroker } from '../../../../test/harness/broker/test-broker.ts';
import type { Office } from '../testing/office.ts';

const brokers = useBrokers();
let broker: TestBroker;
let office: Office;
beforeAll(async () => {
  broker = await brokers.start();
  office = await openOffice({}, brokerFeed({ ...broker.door, fetch: untilAborted }, feedToken));
});
afterAll(() => office.close());

/** Asks the broker, and hangs up when told to, as over a network. */
const untilAborted: typeof fetch = (input, init) => {
  const { promise: hungUp, reject } = Promise.withResolvers<never>();
  init?.signal?.addEventListener('abort', () => reject(new Error('Hung up')), { once: true });
  return Promise.race([broker.door.fetch(input, init), hungUp]);
};

it('the service follows a real broker: members, certificate, end', async () => {
  const device = await foundTestOrg(broker);
  const grant = await device.confirm();
  const as = { keys: device.keys.sign, org: device.org.id };
  await until(async () => {
    expect((await ask(office, as, { method: 'GET', path: '/runs' })).statusCode).toBe(200);
  });

  const signed = device.order(grant.id);
  const { run } = read(order, signed);
  const json = {
    order: { bytes: toBase64url(signed.bytes), sig: toBase64url(signed.sig) },
    deadlineMs: 60_000,
  };
  const created = await ask(office, as, { method: 'POST', path: '/runs', json });
  expect(created.statusCode).toBe(201);
  const is = (status: string) =>
    until(async () => {
      const shown = await ask(office, as, { method: 'GET', path: `/runs/${run}` });
      expect(shown.json().run.status).toBe(status);
    });
  await is('starting');

  const pod = testPod(broker, { org: device.org.id, run, attempt: 1, order: signed });
  await pod.ask();
  await is('running');
  await pod.end('succeeded');
  await is('succeeded');
});
