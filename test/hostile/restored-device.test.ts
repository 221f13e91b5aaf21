import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { id32, randomId16 } from '@mayfly/shared/base/ids.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { seal } from '@mayfly/shared/envelope/seal.ts';
import { sign } from '@mayfly/shared/envelope/statement.ts';
import { restored } from '@mayfly/shared/envelope/statement/restored.ts';
import { receiptNow } from '@mayfly/cloud-runner/broker/charter/receipts.ts';
import { inOrg } from '@mayfly/cloud-runner/broker/store/database.ts';
import { readOrg } from '@mayfly/cloud-runner/broker/store/orgs.ts';
import type { Subject } from '@mayfly/shared/base/ids.ts';
import type { Restored } from '@mayfly/shared/envelope/statement/restored.ts';
import type { TestBroker } from '../harness/broker/test-broker.ts';
import { useBrokers } from '../harness/broker/use-broker.ts';
import { device } from '../harness/device.ts';

/*
 * The device's own code at a broker that was put back, or says so. There is no service here: nothing of this needs one.
 */
const { appendLink, headAct } = await import('@mayfly/extension/src/cloud/append-link.ts');
const { lostOf } = await import('@mayfly/extension/src/cloud/lost-acts.ts');

const brokers = useBrokers();
let broker: TestBroker & { url: string };
/** What the broker answers instead, by the end of the path asked. */
let lies: Record<string, (ask: () => Promise<object>) => Promise<object>> = {};

globalThis.fetch = async (input, init) => {
  const { pathname, port } = new URL(input instanceof Request ? input.url : input);
  if (port !== '4711') throw new TypeError('Nobody there');
  const ask = () => broker.door.fetch(input, init);
  const lie = Object.entries(lies).find(([path]) => pathname.endsWith(path))?.[1];
  return lie ? Response.json(await lie(async () => (await ask()).json())) : ask();
};

const org = async () => (await device.connect()).org;

/** Saves something, so that there is something to revoke. */
async function save(): Promise<Subject> {
  const connection = await device.connect();
  const { keys } = connection;
  const sealed = seal({
    purpose: 'automation',
    org: connection.org,
    subject: randomId16(),
    createdAt: Date.now(),
    plain: randomBytes(50),
    sender: keys.sign,
    recipients: [keys.reading.publicKey],
  });
  await appendLink(connection, () => [headAct(sealed)], { heads: [sealed] });
  return sealed.header.subject;
}

let kept: Subject;
let saved: { broker: TestBroker & { url: string }; backup: string };

/** A broker, a device that saved something there, a backup, and what was revoked and saved after it. */
async function setUp() {
  const first = await brokers.start();
  broker = first;
  await device.pair(first.deps.invitations.make(), 'correct horse battery staple');
  kept = await save();
  const backup = await brokers.backup(first);
  broker = await brokers.start(first);
  await device.revokeSignIn(await device.connect(), kept);
  await save();
  saved = { broker: first, backup };
}

beforeEach(() => {
  lies = {};
});

/** Puts the backup back: with its own watermark, or with one of the same moment. */
async function putBack({ together = false } = {}) {
  await broker.close();
  const { watermarkFile: _, ...fresh } = saved.broker;
  const how = together ? fresh : saved.broker;
  const url = saved.backup;
  broker = await brokers.start({ ...how, url, wall: Date.now() });
  if (!together) return;
  // A watermark that is gone closes; one of the same moment tells nothing.
  await inOrg(broker.deps.database, await org(), ({ tx }) =>
    tx.updateTable('orgs').set({ challenge: null }).execute(),
  );
}

const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'taken',
    (error: { code?: string }) => error.code,
  );
const sync = async () => codeOf(device.syncCharter(await device.connect()));
const look = async () => device.lookAtRestored(await device.connect());

describe('a broker that says that it was put back', () => {
  beforeAll(async () => {
    await setUp();
    await putBack();
  });

  it.each([
    ['of another past', (said: Restored) => ({ ...said, head: id32(randomBytes(32)) })],
    [
      'with another log',
      (said: Restored) => ({ ...said, log: { ...said.log, root: randomBytes(32) } }),
    ],
    [
      'with a log too short for its links',
      (said: Restored) => ({ ...said, log: { size: 1, root: said.log.root } }),
    ],
    ['of more than there is', (said: Restored) => ({ ...said, seq: said.seq + 9 })],
  ])('one that says that it was put back to a state %s is found out', async (_, bend) => {
    const { asked } = (await look())!;
    const { v: _v, by: _by, ...said } = bend(asked);
    const lie = signedToJson(sign(restored, said, broker.deps.keys.identity));
    lies = { '/links': async (ask) => ({ ...(await ask()), restored: lie }) };
    expect(await sync()).toBe('history-forked');
    expect(await codeOf(look())).toBe('history-forked');
  });

  it('what another key, or another organization, says of it is refused', async () => {
    const { asked } = (await look())!;
    const { keys } = await device.connect();
    const { v: _v, by: _by, ...said } = asked;
    const by = (what: typeof said, signer: typeof keys.sign) => {
      const lie = signedToJson(sign(restored, what, signer));
      lies = { '/links': async (ask) => ({ ...(await ask()), restored: lie }) };
      return sync();
    };
    expect(await by(said, keys.sign)).toBe('unknown-sender');
    const other = id32(randomBytes(32));
    expect(await by({ ...said, org: other }, broker.deps.keys.identity)).toBe('wrong-organization');
  });

  it('a person’s word is on what was shown, and on nothing that came after', async () => {
    const agreed = (await look())!;
    const other = { ...agreed, asked: { ...agreed.asked, challenge: randomBytes(32) } };
    const before = await device.pinned.getValue();
    expect(await codeOf(device.openRunner(await device.connect(), other))).toBe(
      'challenge-differs',
    );
    expect(await device.pinned.getValue()).toEqual(before);
  });

  it('one that says so is believed by nobody before a person opens it, and then has revoked again', async () => {
    const before = await device.pinned.getValue();
    expect(await sync()).toBe('runner-restored');
    const { acts } = lostOf((await look())!);
    expect(acts.map(({ thing, revoked }) => [thing, revoked])).toEqual([
      ['automation', kept],
      ['automation', undefined],
    ]);
    expect(await device.pinned.getValue()).toEqual(before);
    await device.openRunner(await device.connect(), (await look())!);
    const { charter } = await device.syncCharter(await device.connect());
    expect([charter.seq, charter.revoked.has(kept)]).toEqual([2, true]);
    await save();
  });
});

describe('a broker that was put back together with its watermark', () => {
  beforeAll(async () => {
    await setUp();
    await putBack({ together: true });
  });

  it('one that denies it is found out, as ever', async () => {
    lies = { '/receipts': async () => ({ restored: false }) };
    expect(await sync()).toBe('history-forked');
    lies = { '/receipts': async () => ({ restored: true }) };
    expect(await sync()).toBe('history-forked');
  });

  it('one that does not know it is shown its own word, and knows it then', async () => {
    expect(await sync()).toBe('runner-restored');
    await device.openRunner(await device.connect(), (await look())!);
    expect(await sync()).toBe('taken');
  });
});

describe('a device', () => {
  beforeAll(setUp);

  it('finds out a broker that goes back without a word', async () => {
    const row = await inOrg(broker.deps.database, await org(), readOrg);
    const older = { ...row, seq: row.seq - 1 };
    const receipt = signedToJson(receiptNow(broker.deps.keys, older, Date.now()));
    lies = { '/links': async (ask) => ({ ...(await ask()), receipt }) };
    expect(await sync()).toBe('history-forked');
  });

  it('that is cut off after it went back goes on: what it revoked is revoked again', async () => {
    await putBack();
    const agreed = (await look())!;
    const { fetch } = globalThis;
    globalThis.fetch = (input, init) =>
      (init?.method ?? 'GET') === 'POST'
        ? Promise.reject(new TypeError('cut'))
        : fetch(input, init);
    expect(await codeOf(device.openRunner(await device.connect(), agreed))).toBe(
      'runner-unreachable',
    );
    globalThis.fetch = fetch;
    lies = {};
    const again = (await look())!;
    expect(lostOf(again).acts).toHaveLength(2);
    await device.openRunner(await device.connect(), again);
    const { charter } = await device.syncCharter(await device.connect());
    expect(charter.revoked.has(kept)).toBe(true);
  });
});
