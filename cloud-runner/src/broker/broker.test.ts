import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker } from '../../../test/harness/broker/test-broker.ts';
import { foundTestOrg } from '../../../test/harness/broker/test-device.ts';
import { testPod, workOf } from '../../../test/harness/broker/test-pod.ts';
import { startTestPostgres } from '../../../test/harness/postgres.ts';
import { makePodWatcher } from './ledger/watch-pods.ts';
import type { TestBroker } from '../../../test/harness/broker/test-broker.ts';
import type { TestPostgres } from '../../../test/harness/postgres.ts';

let postgres: TestPostgres;
let broker: TestBroker;

beforeAll(async () => {
  postgres = await startTestPostgres();
  broker = await startTestBroker((await postgres.databases()).broker);
});

afterAll(async () => {
  await broker.close();
  await postgres.stop();
});

test('from an invitation to a pod that is gone, every statement comes by the feed in order', async () => {
  const device = await foundTestOrg(broker);
  const session = await device.storeSession();
  const { name, subject, owner, scope } = session;
  const grant = await device.confirm({ sessions: [{ name, subject, owner, scope }] });
  const order = device.order(grant.id);
  const pod = testPod(broker, workOf(order));

  const answer = await pod.ask();
  expect(answer.envelopes).toHaveLength(2);
  expect(answer.envelopes.map(({ dek }) => dek)).toContainEqual(session.session.sealed.dek);

  const mark = await pod.mark();
  expect(mark.run).toBe(answer.said.run);
  await pod.end();
  pod.leave();
  await makePodWatcher(broker.deps).look();

  const kinds = (await broker.feed()).map(({ kind }) => kind);
  expect(kinds).toEqual(['link', 'link', 'link', 'certificate', 'mark', 'end', 'gone']);
  const statements = await device.statements(answer.said.run);
  expect(statements.certificates).toHaveLength(1);
  expect(statements.gone).toHaveLength(1);
  expect(statements.order && statements.mark && statements.end).toBeTruthy();
});
