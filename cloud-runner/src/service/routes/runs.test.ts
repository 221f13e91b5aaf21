import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { id32, randomId16, toBase64url } from '@mayfly/shared/base/ids.ts';
import { encode } from '@mayfly/shared/envelope/codec.ts';
import { stubCodec } from '@mayfly/shared/envelope/format.ts';
import { signKeys } from '@mayfly/shared/envelope/keys.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { ask, openOffice, until } from '../testing/office.ts';
import {
  brokerOf,
  foundOrganization,
  orderOf,
  orderRun,
  put,
  sealed,
} from '../testing/organization.ts';
import { asPod, podNamed, workOf } from '../testing/pod.ts';
import type { Office } from '../testing/office.ts';
import type { Organization } from '../testing/organization.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';

let office: Office;
let home: Organization;
beforeAll(async () => {
  office = await openOffice({ mostRuns: 1_000 });
  home = await foundOrganization(office);
});
afterAll(() => office.close());

const post = (json: object, as = home.as) =>
  ask(office, as, { method: 'POST', path: '/runs', json });
const stop = (run: RunId, as = home.as) =>
  ask(office, as, { method: 'POST', path: `/runs/${run}/stop` });
const show = async (run: RunId) =>
  (await ask(office, home.as, { method: 'GET', path: `/runs/${run}` })).json().run;

/** A run whose pod has its work, and its keys where asked for. */
async function started({ certified = false } = {}) {
  const run = await orderRun(office, home);
  const name = `run-${run}-1`;
  await until(() => expect(office.engine.names()).toContain(name));
  const pod = podNamed(name);
  const work = await workOf(office, pod);
  const broker = brokerOf(office, home, run);
  if (certified) broker.certify(pod.keys);
  await office.caughtUp();
  return { run, pod, broker, as: asPod(pod, work) };
}

describe('an order', () => {
  it('twice the same is one run, and gets the first answer', async () => {
    const { run, body } = orderOf(office, home);
    const [first, second] = await Promise.all([post(body), post(body)]);
    expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
    expect(second.json()).toMatchObject({ run, createdAt: first.json().createdAt });
    await until(() => expect(office.engine.names()).toContain(`run-${run}-1`));
    const { runs } = (await ask(office, home.as, { method: 'GET', path: '/runs' })).json();
    expect(runs.filter((each: { run: string }) => each.run === run)).toHaveLength(1);
  });

  it('of a known run with another grant is refused', async () => {
    const { run, body } = orderOf(office, home);
    await post(body);
    const refused = await post(orderOf(office, home, { run }).body);
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'run-differs']);
  });

  it('of a run that another organization has is a run of its own', async () => {
    const other = await foundOrganization(office);
    const run = await orderRun(office, other);
    expect((await post(orderOf(office, home, { run }).body)).statusCode).toBe(201);
  });

  it('that is over, holds too long, or is not signed by a device, is refused', async () => {
    const now = office.clock.now();
    const over = orderOf(office, home, { notAfter: now - 1 });
    const long = orderOf(office, home, { notAfter: now + 86_460_000 });
    for (const { body } of [over, long])
      expect((await post(body)).json().code).toBe('order-expired');
    const stranger = orderOf(office, { ...home, device: signKeys() });
    expect((await post(stranger.body)).json().code).toBe('unknown-sender');
    const other = await foundOrganization(office);
    const foreign = orderOf(office, { ...home, org: other.org });
    expect((await post(foreign.body)).json().code).toBe('wrong-organization');
    const { order } = orderOf(office, home).body;
    const sig = toBase64url(randomBytes(64));
    const forged = await post({ order: { ...order, sig }, deadlineMs: 1_000 });
    expect(forged.json().code).toBe('tampered');
  });

  it('starts as long after it was given as the device said, whosever clock is wrong', async () => {
    const now = office.clock.now();
    const [atOnce, later] = [
      await orderRun(office, home, { at: now + 200_000 }),
      await orderRun(office, home, { at: now - 200_000, notBefore: now + 60_000 }),
    ];
    await until(async () => expect((await show(atOnce)).status).toBe('starting'));
    expect((await show(later)).status).toBe('queued');
  });

  it('with an unknown field, or a deadline out of bounds, is refused', async () => {
    const { body } = orderOf(office, home);
    for (const wrong of [{ ...body, more: 1 }, { ...body, deadlineMs: 1 }, { deadlineMs: 5_000 }]) {
      const refused = await post(wrong);
      expect([refused.statusCode, refused.json().code]).toEqual([400, 'bad-request']);
    }
  });

  it('brings its input to the pod, which must be stored before', async () => {
    const input = sealed(office, home, { purpose: 'input' });
    const { run, body } = orderOf(office, home, { input: input.id });
    const stub = toBase64url(encode(stubCodec, input.stub));
    const withInput = { ...body, input: { stub, wrap: toBase64url(randomBytes(80)) } };
    expect((await post(body)).json().code).toBe('wrong-id');
    expect((await post(withInput)).json().code).toBe('envelope-not-found');
    await put(office, home.as, input);
    expect((await post(withInput)).statusCode).toBe(201);
    await until(() => expect(office.engine.names()).toContain(`run-${run}-1`));
    const work = await workOf(office, podNamed(`run-${run}-1`));
    expect(work.input).toEqual(withInput.input);
  });

  it('names no input but the one that is given', async () => {
    const input = sealed(office, home, { purpose: 'input' });
    await put(office, home.as, input);
    const stub = toBase64url(encode(stubCodec, input.stub));
    const given = { input: { stub, wrap: toBase64url(randomBytes(80)) } };
    const other = orderOf(office, home, { input: id32(randomBytes(32)) });
    expect((await post({ ...other.body, ...given })).json().code).toBe('wrong-id');
    expect((await post({ ...orderOf(office, home).body, ...given })).json().code).toBe('wrong-id');
  });
});

describe('the list of runs', () => {
  it('shows 50 a page, newest first, and goes on before the last one seen', async () => {
    const other = await foundOrganization(office);
    const runs: RunId[] = [];
    for (let n = 0; n < 52; n += 1) {
      office.clock.forward(1);
      runs.unshift(await orderRun(office, other));
    }
    const page = async (query = '') =>
      (await ask(office, other.as, { method: 'GET', path: `/runs${query}` })).json().runs;
    const first = await page();
    expect(first.map(({ run }: { run: RunId }) => run)).toEqual(runs.slice(0, 50));
    const rest = await page(`?before=${first.at(-1).createdAt}`);
    expect(rest.map(({ run }: { run: RunId }) => run)).toEqual(runs.slice(50));
  });

  it('of another organization is not there', async () => {
    const other = await foundOrganization(office);
    const run = await orderRun(office, home);
    const foreign = await ask(office, other.as, { method: 'GET', path: `/runs/${run}` });
    const path = `/runs/${randomId16()}`;
    const missing = await ask(office, other.as, { method: 'GET', path });
    expect([foreign.statusCode, foreign.json().code]).toEqual([404, 'run-not-found']);
    expect(foreign.body).toBe(missing.body);
    expect((await stop(run, other.as)).body).toBe(missing.body);
  });
});

describe('a run is stopped', () => {
  it('in the queue: it is canceled at once, and never gets a pod', async () => {
    const at = office.clock.now();
    const { run, body } = orderOf(office, home, { notAfter: at + 1_000 });
    office.engine.failOnce(`run-${run}-1`);
    await post(body);
    await until(async () =>
      expect(await show(run)).toMatchObject({ status: 'queued', attempt: 1 }),
    );
    const stopped = await stop(run);
    expect([stopped.statusCode, stopped.json().status]).toEqual([202, 'canceled']);
    const again = await stop(run);
    expect(again.json()).toEqual(stopped.json());
  });

  it('while its pod starts: the pod is ended, and the run canceled when it is gone', async () => {
    const { run, pod } = await started();
    expect((await stop(run)).json().status).toBe('starting');
    await until(() => expect(office.engine.names()).not.toContain(pod.name));
    await until(async () => expect((await show(run)).status).toBe('canceled'));
    expect(office.engine.names()).not.toContain(`run-${run}-2`);
  });

  it('while it runs: its pod is told, and its own word is its end', async () => {
    const { run, pod, broker } = await started({ certified: true });
    expect((await stop(run)).json().status).toBe('running');
    await until(() => expect(office.engine.names()).not.toContain(pod.name));
    expect((await show(run)).status).toBe('running');
    broker.end(pod.keys, 'canceled');
    await until(async () => expect((await show(run)).status).toBe('canceled'));
  });

  it('while it runs, and its pod leaves without a word: canceled when the broker saw it gone', async () => {
    const { run, broker } = await started({ certified: true });
    await stop(run);
    broker.gone();
    await until(async () => expect((await show(run)).status).toBe('canceled'));
    expect((await show(run)).gone).toBe('node-verified');
  });

  it('after a mark, and its pod leaves without a word: nobody knows', async () => {
    const { run, broker } = await started({ certified: true });
    broker.mark();
    await stop(run);
    broker.gone();
    await until(async () => expect((await show(run)).status).toBe('outcome-unknown'));
  });

  it('by the broker, in the queue and while its pod starts', async () => {
    const { run, pod, broker } = await started();
    broker.stop();
    await until(() => expect(office.engine.names()).not.toContain(pod.name));
    await until(async () => expect((await show(run)).status).toBe('canceled'));
  });

  it('after its end: it is told so', async () => {
    const { run, pod, broker } = await started({ certified: true });
    broker.end(pod.keys, 'succeeded');
    await office.caughtUp();
    const late = await stop(run);
    expect([late.statusCode, late.json().code]).toEqual([409, 'run-ended']);
  });
});

describe('progress', () => {
  it('is announced by the pod of the latest attempt only, for its own run', async () => {
    const [mine, theirs] = [await started({ certified: true }), await started({ certified: true })];
    const label = { purpose: 'progress', subject: mine.run, sender: mine.pod.keys } as const;
    const piece = sealed(office, home, label);
    await put(office, mine.as, piece);
    const json = { envelope: piece.id, step: 1, of: 3 };
    const announce = (as = mine.as, attempt = 1, body: object = json) =>
      ask(office, as, {
        method: 'POST',
        path: `/runs/${mine.run}/attempts/${attempt}/progress`,
        json: body,
      });
    const [first, again] = [await announce(), await announce()];
    expect([first.statusCode, again.json()]).toEqual([201, first.json()]);
    expect((await announce(theirs.as)).json().code).toBe('run-not-found');
    expect((await announce(home.as)).json().code).toBe('not-allowed');
    expect((await announce(mine.as, 2)).json().code).toBe('not-latest-attempt');
    const unknown = { ...json, envelope: id32(randomBytes(32)) };
    expect((await announce(mine.as, 1, unknown)).json().code).toBe('envelope-not-found');
  });
});
