import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { id32, randomId16 } from '@mayfly/shared/base/ids.ts';
import { signKeys } from '@mayfly/shared/envelope/keys.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { sweep } from '../runs/sweep.ts';
import { ask, openOffice, until } from '../testing/office.ts';
import {
  brokerOf,
  foundOrganization,
  orderRun,
  put,
  sealed,
  tellLink,
} from '../testing/organization.ts';
import { asPod, podNamed, workOf } from '../testing/pod.ts';
import { apply } from './apply.ts';
import type { EnvelopeId, RunId, Subject } from '@mayfly/shared/base/ids.ts';
import type { Office } from '../testing/office.ts';
import type { Organization } from '../testing/organization.ts';

let office: Office;
let home: Organization;
beforeAll(async () => {
  office = await openOffice();
  home = await foundOrganization(office);
});
afterAll(() => office.close());

const show = async (run: RunId) =>
  (await ask(office, home.as, { method: 'GET', path: `/runs/${run}` })).json().run;
const isStored = async (id: EnvelopeId) =>
  (await ask(office, home.as, { method: 'GET', path: `/envelopes/${id}` })).statusCode === 200;

/** A sign-in of the organization's person, stored and named by a link. */
async function signIn(subject: Subject, prev?: EnvelopeId) {
  const owner = home.person;
  const scope = id32(new Uint8Array(32).fill(3));
  const session = sealed(office, home, { purpose: 'session', subject, owner, scope, prev });
  await put(office, home.as, session);
  const named = { act: 'head', subject, purpose: 'session', owner, scope } as const;
  tellLink(office, home, [{ ...named, id: session.id }]);
  await office.caughtUp();
  return session.id;
}

/** A run whose pod has its keys. */
async function running() {
  const run = await orderRun(office, home);
  const name = `run-${run}-1`;
  await until(() => expect(office.engine.names()).toContain(name));
  const pod = podNamed(name);
  const as = asPod(pod, await workOf(office, pod));
  const broker = brokerOf(office, home, run);
  broker.certify(pod.keys);
  await office.caughtUp();
  return { run, pod, as, broker };
}

describe('a slot that is due', () => {
  const due = (given: object = {}) => ({
    org: home.org,
    grantSubject: randomId16(),
    run: randomId16(),
    slot: office.clock.now(),
    graceMs: 60_000,
    deadlineMs: 60_000,
    ...given,
  });

  it('is a run, once, whose pod is told the slot', async () => {
    const news = due();
    office.feed.push(home.org, 'due', news);
    office.feed.push(home.org, 'due', news);
    const name = `run-${news.run}-1`;
    await until(() => expect(office.engine.names()).toContain(name));
    const { grantSubject, slot, run } = news;
    expect(await workOf(office, podNamed(name))).toEqual({
      org: home.org,
      run,
      attempt: 1,
      slot: { grantSubject, slot },
    });
    expect(await show(run)).toMatchObject({ grantSubject, slot, attempt: 1 });
  });

  it('that comes after its grace is shown as failed', async () => {
    const news = due({ slot: office.clock.now() - 61_000 });
    office.feed.push(home.org, 'due', news);
    await until(async () => {
      expect(await show(news.run)).toMatchObject({ status: 'failed', code: 'slot-outside-grace' });
    });
  });
});

describe('a sign-in', () => {
  it('that a newer one replaced is deleted an hour later', async () => {
    const subject = randomId16();
    const old = await signIn(subject);
    const fresh = await signIn(subject, old);
    expect(await isStored(old)).toBe(true);
    office.clock.forward(3_700_000);
    await sweep(office.service.deps);
    expect([await isStored(old), await isStored(fresh)]).toEqual([false, true]);
  });

  it('renewed by a pod is the newest once the broker says so, and goes where it does not', async () => {
    const renew = async (isTaken: boolean) => {
      const subject = randomId16();
      const old = await signIn(subject);
      const { pod, as } = await running();
      const own = { owner: home.person, scope: id32(randomBytes(32)), prev: old };
      const label = { purpose: 'session', subject, sender: pod.keys } as const;
      const renewal = sealed(office, home, { ...label, ...own });
      expect((await put(office, as, renewal)).statusCode).toBe(201);
      const news = { org: home.org, subject, id: renewal.id, prev: old };
      if (isTaken) office.feed.push(home.org, 'renewal', news);
      await office.caughtUp();
      office.clock.forward(25 * 3_600_000);
      await sweep(office.service.deps);
      return [await isStored(old), await isStored(renewal.id)];
    };
    expect(await renew(true)).toEqual([false, true]);
    expect(await renew(false)).toEqual([true, false]);
  });

  it('that is revoked is deleted at once', async () => {
    const subject = randomId16();
    const id = await signIn(subject);
    tellLink(office, home, [{ act: 'revoke', subject }]);
    await office.caughtUp();
    expect(await isStored(id)).toBe(false);
  });
});

describe('a grant that is revoked', () => {
  it('cancels what waits for it, and nothing else', async () => {
    const subject = randomId16();
    const grant = id32(randomBytes(32));
    tellLink(office, home, [{ act: 'head', subject, purpose: 'grant', id: grant }]);
    await office.caughtUp();
    const mine = randomId16();
    office.engine.failOnce(`run-${mine}-1`);
    await orderRun(office, home, { grant, run: mine });
    const other = await orderRun(office, home);
    await until(async () => {
      expect(await show(mine)).toMatchObject({ status: 'queued', attempt: 1 });
    });
    tellLink(office, home, [{ act: 'revoke', subject }]);
    await until(async () => expect((await show(mine)).status).toBe('canceled'));
    expect((await show(other)).status).not.toBe('canceled');
  });
});

describe('an outcome that nobody knows', () => {
  it.each([
    [true, 'succeeded'],
    [false, 'failed'],
  ])('settled as done = %s is %s', async (done, status) => {
    const { run, broker } = await running();
    broker.mark();
    broker.gone();
    await until(async () => expect((await show(run)).status).toBe('outcome-unknown'));
    tellLink(office, home, [{ act: 'settle', run, done }]);
    await until(async () => expect((await show(run)).status).toBe(status));
  });
});

describe('a pod whose going was unproved', () => {
  it('changes no state when more of it is seen later, but what is shown of its going', async () => {
    const { run, broker } = await running();
    broker.mark();
    const told = vi.spyOn(office.engine, 'notice');
    broker.gone('u1', 'unproved');
    await until(async () => expect((await show(run)).status).toBe('outcome-unknown'));
    expect((await show(run)).gone).toBe('unproved');
    expect(told.mock.calls).toEqual([['pod-unproved', expect.stringContaining(run)]]);
    broker.gone('u1', 'node-verified');
    await until(async () => expect((await show(run)).gone).toBe('node-verified'));
    expect((await show(run)).status).toBe('outcome-unknown');
  });
});

describe('the feed', () => {
  it('told once more changes nothing', async () => {
    const { run, pod, broker } = await running();
    broker.mark();
    broker.end(pod.keys, 'finished-with-errors', 'check-failed');
    broker.gone();
    await office.caughtUp();
    const before = await show(run);
    for (const entry of office.feed.entries) await apply(office.service.deps, entry);
    expect(await show(run)).toEqual(before);
    expect(before).toMatchObject({ status: 'finished-with-errors', code: 'check-failed' });
  });

  it('of a run that is not known is passed over', async () => {
    const broker = brokerOf(office, home, randomId16());
    broker.certify(signKeys());
    broker.mark();
    broker.end(signKeys(), 'succeeded');
    broker.gone();
    broker.stop();
    await office.caughtUp();
  });

  it('with an entry that cannot be read goes on after it', async () => {
    office.feed.push(home.org, 'end', { bytes: randomBytes(50), sig: randomBytes(64) });
    office.feed.push(home.org, 'due', { org: home.org });
    await office.caughtUp();
    const run = await orderRun(office, home);
    expect((await show(run)).run).toBe(run);
  });
});
