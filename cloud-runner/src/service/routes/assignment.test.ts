import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase64url } from '@mayfly/shared/base/ids.ts';
import { ask, openOffice, until } from '../testing/office.ts';
import { brokerOf, foundOrganization, orderRun } from '../testing/organization.ts';
import { askForWork, podNamed, workOf } from '../testing/pod.ts';
import { allPods } from '../store/pods.ts';
import { tell } from '../store/wake.ts';
import type { Office } from '../testing/office.ts';
import type { Organization } from '../testing/organization.ts';

let office: Office;
let home: Organization;
beforeAll(async () => {
  office = await openOffice({ warmPods: 2, mostWarmPods: 2 });
  home = await foundOrganization(office);
});
afterAll(() => office.close());

/** The names of the warm pods that wait, once there are as many as should be. */
const waiting = () =>
  until(async () => {
    const rows = await allPods(office.service.deps.yard);
    const names = rows.filter(({ org, uid }) => org === null && uid).map(({ name }) => name);
    expect(names).toHaveLength(2);
    return names;
  });

/** Waits until the pod's question has arrived. */
const hasAsked = (name: string) =>
  until(async () => {
    const rows = await allPods(office.service.deps.yard);
    expect(rows.find((row) => row.name === name)?.asked_at).toBeTruthy();
  });

describe('a pod that asks for work', () => {
  it('owns its name from the first time on: another key finds nobody', async () => {
    const [name = ''] = await waiting();
    const first = podNamed(name);
    const answered = workOf(office, first);
    await hasAsked(name);
    const thief = await askForWork(office, podNamed(name));
    const nobody = await askForWork(office, podNamed('warm-unknown'));
    expect([thief.statusCode, thief.json().code]).toEqual([404, 'pod-not-found']);
    expect(thief.body).toBe(nobody.body);
    const run = await orderRun(office, home);
    expect((await answered).run).toBe(run);
  });

  it('proves that it holds the key which it shows', async () => {
    const [name = ''] = await waiting();
    const [pod, other] = [podNamed(name), podNamed(name)];
    const refused = await ask(
      office,
      { keys: other.keys },
      {
        method: 'POST',
        path: `/pods/${name}/assignment`,
        json: { sign: toBase64url(pod.keys.publicKey) },
      },
    );
    expect([refused.statusCode, refused.json().code]).toEqual([401, 'unsigned']);
  });

  it('is told after 25 s that there is none yet', async () => {
    const [name = ''] = await waiting();
    const answer = askForWork(office, podNamed(name));
    await hasAsked(name);
    office.clock.forward(25_000);
    await tell(office.service.deps.yard, `pod:${name}`);
    expect((await answer).statusCode).toBe(204);
    await office.crash(name);
  });

  it('gets the same work again, and no other', async () => {
    const [name = ''] = await waiting();
    const pod = podNamed(name);
    const first = workOf(office, pod);
    await hasAsked(name);
    await orderRun(office, home);
    const work = await first;
    const other = await orderRun(office, home);
    await until(async () => {
      const rows = await allPods(office.service.deps.yard);
      expect(rows.map(({ run }) => run)).toContain(other);
    });
    expect(await workOf(office, pod)).toEqual(work);
  });
});

describe('warm pods', () => {
  it('two runs at once get two of them', async () => {
    const names = await waiting();
    const works = names.map((name) => workOf(office, podNamed(name)));
    await Promise.all(names.map(hasAsked));
    const runs = await Promise.all([orderRun(office, home), orderRun(office, home)]);
    const given = (await Promise.all(works)).map(({ run }) => run);
    expect(given.toSorted()).toEqual(runs.toSorted());
  });

  it('four runs at once get four pods, of which two are made for them', async () => {
    const names = await waiting();
    const works = names.map((name) => workOf(office, podNamed(name)));
    await Promise.all(names.map(hasAsked));
    const runs = await Promise.all([1, 2, 3, 4].map(() => orderRun(office, home)));
    const given = new Set((await Promise.all(works)).map(({ run }) => run));
    const rest = runs.filter((run) => !given.has(run));
    expect(given.size).toBe(2);
    await until(async () => {
      const rows = await allPods(office.service.deps.yard);
      for (const run of rest) expect(rows.filter((row) => row.run === run)).toHaveLength(1);
    });
  });

  it('one that has work is replaced soon, but not so that another comes up beside it', async () => {
    const before = await waiting();
    const [name = ''] = before;
    const work = workOf(office, podNamed(name));
    await hasAsked(name);
    let rings = 0;
    const stop = office.service.deps.wake.on('pods', () => (rings += 1));
    await orderRun(office, home);
    await work;
    stop();
    expect(rings).toBe(0);
    await until(async () => expect(await waiting()).not.toEqual(before));
  });

  it('its work reaches one that waits within a moment', async () => {
    const [name = ''] = await waiting();
    const work = workOf(office, podNamed(name));
    await hasAsked(name);
    const start = performance.now();
    await orderRun(office, home);
    await work;
    expect(performance.now() - start).toBeLessThan(500);
  });

  it('one that vanished before it asked is not missed for long', async () => {
    const [name = ''] = await waiting();
    await office.crash(name);
    await until(async () => expect(await waiting()).not.toContain(name));
  });

  it('one that vanished with its work is replaced by another attempt', async () => {
    const [name = ''] = await waiting();
    const work = workOf(office, podNamed(name));
    await hasAsked(name);
    const run = await orderRun(office, home);
    await work;
    await office.crash(name);
    await until(async () => {
      const shown = await ask(office, home.as, { method: 'GET', path: `/runs/${run}` });
      expect(shown.json().run.attempt).toBe(2);
    });
  });

  it('one whose run has ended is told to leave', async () => {
    const [name = ''] = await waiting();
    const pod = podNamed(name);
    const work = workOf(office, pod);
    await hasAsked(name);
    const run = await orderRun(office, home);
    await work;
    brokerOf(office, home, run).end(pod.keys, 'succeeded');
    await office.caughtUp();
    const late = await askForWork(office, pod);
    expect([late.statusCode, late.json().code]).toEqual([409, 'run-ended']);
  });

  // The last one: time goes on for all runs above, too.
  it('one that nobody needed for 10 minutes is ended and replaced', async () => {
    const before = await waiting();
    office.clock.forward(601_000);
    await until(() => {
      for (const name of before) expect(office.engine.names()).not.toContain(name);
    });
    const after = await waiting();
    expect(after.filter((name) => before.includes(name))).toEqual([]);
  });
});
