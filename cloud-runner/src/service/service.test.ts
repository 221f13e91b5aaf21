import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, openOffice, until } from './testing/office.ts';
import { brokerOf, foundOrganization, orderOf, put, sealed } from './testing/organization.ts';
import { asPod, podNamed, workOf } from './testing/pod.ts';
import type { Office } from './testing/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

it('a run goes from its order to its end: pod, assignment, progress, report, end', async () => {
  const home = await foundOrganization(office);
  const automation = sealed(office, home);
  expect((await put(office, home.as, automation)).statusCode).toBe(201);

  const { run, grant, body } = orderOf(office, home);
  const created = await ask(office, home.as, { method: 'POST', path: '/runs', json: body });
  expect(created.statusCode).toBe(201);
  expect(created.json()).toMatchObject({ run, grant, status: 'queued', attempt: 0, place: 1 });

  const name = `run-${run}-1`;
  await until(() => expect(office.engine.names()).toContain(name));
  const pod = podNamed(name);
  const work = await workOf(office, pod);
  expect(work).toEqual({ org: home.org, run, attempt: 1, order: body.order });

  const broker = brokerOf(office, home, run);
  broker.certify(pod.keys);
  await until(async () => expect(await statusOf(run)).toBe('running'));
  const fetched = await ask(office, asPod(pod, work), {
    method: 'GET',
    path: `/envelopes/${automation.id}`,
  });
  expect(new Uint8Array(fetched.rawPayload)).toEqual(automation.file);

  const piece = sealed(office, home, { purpose: 'progress', subject: run, sender: pod.keys });
  expect((await put(office, asPod(pod, work), piece)).statusCode).toBe(201);
  const announced = await ask(office, asPod(pod, work), {
    method: 'POST',
    path: `/runs/${run}/attempts/1/progress`,
    json: { envelope: piece.id, step: 0, of: 2 },
  });
  expect(announced.statusCode).toBe(201);

  broker.end(pod.keys, 'succeeded');
  office.engine.vanish(name);
  broker.gone();
  await until(async () => expect(await statusOf(run)).toBe('succeeded'));
  const shown = await ask(office, home.as, { method: 'GET', path: `/runs/${run}` });
  expect(shown.json()).toMatchObject({
    run: { status: 'succeeded', attempt: 1, step: 0, of: 2 },
    progress: [{ n: announced.json().n, envelope: piece.id, step: 0, of: 2, attempt: 1, run }],
  });

  async function statusOf(id: string): Promise<string> {
    const answer = await ask(office, home.as, { method: 'GET', path: `/runs/${id}` });
    return answer.json().run.status;
  }
});
