import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openOffice, until } from '../testing/office.ts';
import { readEvents } from '../testing/event-stream.ts';
import {
  brokerOf,
  foundOrganization,
  orderRun,
  put,
  sealed,
  tellLink,
} from '../testing/organization.ts';
import { asPod, podNamed, workOf } from '../testing/pod.ts';
import { ask } from '../testing/office.ts';
import { streamOf } from '../runs/stream.ts';
import type { Office } from '../testing/office.ts';
import type { Organization } from '../testing/organization.ts';

let office: Office;
let home: Organization;
beforeAll(async () => {
  office = await openOffice();
  home = await foundOrganization(office);
});
afterAll(() => office.close());

/** A run that goes from its order to its end, with one piece of progress. */
async function wholeRun() {
  const run = await orderRun(office, home);
  const name = `run-${run}-1`;
  await until(() => expect(office.engine.names()).toContain(name));
  const pod = podNamed(name);
  const as = asPod(pod, await workOf(office, pod));
  const broker = brokerOf(office, home, run);
  broker.certify(pod.keys);
  await office.caughtUp();
  const piece = sealed(office, home, { purpose: 'progress', subject: run, sender: pod.keys });
  await put(office, as, piece);
  const json = { envelope: piece.id, step: 0, of: 1 };
  await ask(office, as, { method: 'POST', path: `/runs/${run}/attempts/1/progress`, json });
  broker.end(pod.keys, 'succeeded');
  return { run, piece };
}

describe('the stream of an organization', () => {
  it('tells each change of a run and each piece of progress, in order', async () => {
    const stream = await readEvents(office, home.as);
    const { run, piece } = await wholeRun();
    await stream.next(({ data }) => data['status'] === 'succeeded');
    const told = stream.events.map(
      ({ kind, data }) => data['status'] ?? `${kind} ${Number(data['step'])}`,
    );
    // A run that changed twice before anybody looked is told once, as it is then.
    const states = ['queued', 'starting', 'running', 'progress 0', 'succeeded'];
    const inOrder = told.filter((each, at) => each !== told[at - 1]);
    expect(inOrder).toEqual(states.filter((state) => inOrder.includes(state)));
    expect(inOrder).toEqual(expect.arrayContaining(['progress 0', 'succeeded']));
    const progress = stream.events.find(({ kind }) => kind === 'progress');
    expect(progress?.data).toEqual({
      n: progress?.id,
      run,
      attempt: 1,
      step: 0,
      of: 1,
      envelope: piece.id,
    });
    stream.close();
  });

  it('goes on after the last event that was seen', async () => {
    const first = await readEvents(office, home.as);
    await wholeRun();
    const progress = await first.next(({ kind }) => kind === 'progress');
    await first.next(({ data }) => data['status'] === 'succeeded');
    first.close();
    const second = await readEvents(office, home.as, progress.id);
    const end = await second.next(({ data }) => data['status'] === 'succeeded');
    expect(second.events.every(({ id }) => id > progress.id)).toBe(true);
    expect(end.id).toBe(first.events.at(-1)?.id);
    second.close();
  });

  it('says nothing of another organization', async () => {
    const other = await foundOrganization(office);
    const stream = await readEvents(office, other.as);
    const { run } = await wholeRun();
    const own = await orderRun(office, other);
    await stream.next(({ data }) => data['run'] === own);
    expect(stream.text()).not.toContain(run);
    stream.close();
  });

  it('starts with a comment, beats every 15 s, and ends when the device is dismissed', async () => {
    const leaving = await foundOrganization(office);
    vi.useFakeTimers({ toFake: ['setInterval'] });
    const { org, device } = leaving;
    const stream = streamOf(office.service.deps, { org, kid: device.kid }, 0);
    let text = '';
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await until(() => expect(text).toBe(':\n\n'));
    vi.advanceTimersByTime(15_000);
    await until(() => expect(text).toBe(':\n\n:\n\n'));
    tellLink(office, leaving, [{ act: 'dismiss', kid: device.kid }]);
    await office.caughtUp();
    const ended = new Promise((resolve) => stream.once('end', resolve));
    vi.advanceTimersByTime(15_000);
    vi.useRealTimers();
    await ended;
  });
});
