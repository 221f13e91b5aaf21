import pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { toBase64url } from '@mayfly/shared/base/ids.ts';
import { sign } from '@mayfly/shared/envelope/statement.ts';
import { certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import { hashOfStatement, read } from '@mayfly/shared/envelope/statement.ts';
import { makePodWatcher } from '../../broker/ledger/watch-pods.ts';
import { changeOrg } from '../../broker/ledger/change.ts';
import { foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { testPod, workOf } from '../../../../test/harness/broker/test-pod.ts';
import { useBrokers } from '../../../../test/harness/broker/use-broker.ts';
import { verifyInstallation } from './verify.ts';
import type { TestBroker } from '../../../../test/harness/broker/test-broker.ts';
import type { TestDevice } from '../../../../test/harness/broker/test-device.ts';

const brokers = useBrokers();
let broker: TestBroker & { url: string };
let device: TestDevice;
beforeEach(async () => {
  broker = await brokers.start();
  device = await foundTestOrg(broker);
});

const verify = (given: { canaries?: string[]; live?: string[] } = {}) =>
  verifyInstallation({
    brokerUrl: broker.url,
    serviceUrls: [],
    brokerSign: toBase64url(broker.deps.keys.identity.publicKey),
    pods: async () => (given.live ?? []).map((uid) => ({ uid, name: uid, bornAt: 0 })),
    canaries: given.canaries ?? [],
  });
const oks = async (given?: Parameters<typeof verify>[0]) =>
  (await verify(given)).map(({ ok }) => ok);

/** A run from its order to its pod’s end. */
async function run({ isGone = true } = {}) {
  const grant = await device.confirm();
  const pod = testPod(broker, workOf(device.order(grant.id)));
  const answer = await pod.ask();
  await pod.end();
  if (!isGone) return { pod, answer };
  pod.leave();
  await makePodWatcher(broker.deps).look();
  return { pod, answer };
}

/** Somebody with the broker's database changes it. */
async function tamper(text: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: broker.url });
  await client.connect();
  await client.query(`select set_config('mayfly.org', $1, false)`, [device.org.id]);
  const { rowCount } = await client.query(text, values);
  await client.end();
  expect(rowCount).toBeGreaterThan(0);
}

describe('mayfly verify', () => {
  it('finds nothing wrong where nothing is', async () => {
    await run();
    await run();
    expect(await oks()).toEqual([true, true, true, true]);
  });

  it('finds a statement that was changed', async () => {
    await run();
    await tamper(`update statements set bytes = bytes || '\\x00' where kind = 'end'`);
    expect((await oks())[0]).toBe(false);
  });

  it('finds a leaf that was taken out, though the rest was made to fit', async () => {
    await run();
    await tamper(`delete from leaves where n = (select max(n) - 1 from leaves)`);
    await tamper(`update leaves set n = n - 1 where n = (select max(n) from leaves)`);
    expect((await oks())[0]).toBe(false);
  });

  it('finds a log that was written anew: what was signed before is of another', async () => {
    await run();
    await tamper(`update leaves set hash = $1 where n = 1`, [device.org.id]);
    expect((await oks())[0]).toBe(false);
  });

  it('finds a certificate that another key signed', async () => {
    const { answer } = await run();
    await tamper(`update statements set sig = $1 where kind = 'certificate'`, [Buffer.alloc(64)]);
    expect(answer.said.attempt).toBe(1);
    expect((await oks())[0]).toBe(false);
  });

  it('finds a release that nobody ordered', async () => {
    const { answer } = await run();
    const said = {
      ...read(certificate, answer.certificate),
      order: hashOfStatement(answer.certificate),
    };
    const forged = { ...said, attempt: 2, uid: 'another' };
    await changeOrg(broker.deps, device.org.id, async (change) => {
      const signed = sign(
        certificate,
        { ...forged, log: change.logHead() },
        broker.deps.keys.identity,
      );
      change.keep('certificate', signed, { run: said.run, attempt: 2 });
    });
    expect(await oks({ live: ['another'] })).toEqual([true, false, true, true]);
  });

  it('finds a pod that had keys and that nobody saw go, unless it lives', async () => {
    const { pod } = await run({ isGone: false });
    expect(await oks()).toEqual([true, true, false, true]);
    expect(await oks({ live: [pod.uid] })).toEqual([true, true, true, true]);
  });

  it('finds a canary in a row of an organization, in the clear or as bytes, and does not say it', async () => {
    await run();
    const canary = 'tops3cret-canary';
    expect(await oks({ canaries: [canary] })).toEqual([true, true, true, true]);
    await tamper(
      `update heads set purpose = 'x' || $1 || 'x' where subject = (select min(subject) from heads)`,
      [canary],
    );
    const found = await verify({ canaries: [canary] });
    expect(found.at(-1)).toMatchObject({ ok: false, details: ['public.heads'] });
    expect(JSON.stringify(found)).not.toContain(canary);
    await tamper(`update heads set purpose = 'session' where purpose like 'x%'`);
    await tamper(`update wraps set wrap = $1 where id = (select min(id) from wraps)`, [
      Buffer.from(`..${canary}..`),
    ]);
    expect((await verify({ canaries: [canary] })).at(-1)).toMatchObject({
      details: ['public.wraps'],
    });
  });
});
