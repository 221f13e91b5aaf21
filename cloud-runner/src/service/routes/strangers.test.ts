import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import type { Route } from '@mayfly/shared/api/route.ts';
import { toBase64url } from '@mayfly/shared/base/ids.ts';
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
import type { Ask, By, Office } from '../testing/office.ts';
import type { Organization } from '../testing/organization.ts';

type Name = keyof typeof serviceRoutes;
const names = Object.keys(serviceRoutes) as Name[];

let office: Office;
let home: Organization;
let stranger: Organization;
/** Two pods with keys, one of each organization. */
let own: By;
let other: By;
let wishes: Record<Name, Ask>;

/** A run with a pod that has its keys. */
async function runningFor(organization: Organization) {
  const run = await orderRun(office, organization);
  const name = `run-${run}-1`;
  await until(() => expect(office.engine.names()).toContain(name));
  const pod = podNamed(name);
  const by = asPod(pod, await workOf(office, pod));
  brokerOf(office, organization, run).certify(pod.keys);
  await office.caughtUp();
  return { run, name, pod, by };
}

beforeAll(async () => {
  office = await openOffice();
  [home, stranger] = [await foundOrganization(office), await foundOrganization(office)];
  const [mine, theirs] = [await runningFor(home), await runningFor(stranger)];
  [own, other] = [mine.by, theirs.by];
  const stored = sealed(office, home);
  await put(office, home.as, stored);
  const piece = sealed(office, home, {
    purpose: 'progress',
    subject: mine.run,
    sender: mine.pod.keys,
  });
  await put(office, own, piece);
  const sign = toBase64url(theirs.pod.keys.publicKey);
  const attempt = `/runs/${mine.run}/attempts/1`;
  // Everything that names something names something of `home`.
  wishes = {
    putEnvelope: { method: 'PUT', path: `/envelopes/${stored.id}`, bytes: stored.file },
    getEnvelope: { method: 'GET', path: `/envelopes/${stored.id}` },
    envelopeStatus: { method: 'POST', path: '/envelopes/status', json: { ids: [stored.id] } },
    createRun: { method: 'POST', path: '/runs', json: orderOf(office, home).body },
    listRuns: { method: 'GET', path: '/runs' },
    getRun: { method: 'GET', path: `/runs/${mine.run}` },
    stopRun: { method: 'POST', path: `/runs/${mine.run}/stop` },
    runEvents: { method: 'GET', path: '/runs/events' },
    assignment: { method: 'POST', path: `/pods/${mine.name}/assignment`, json: { sign } },
    progress: {
      method: 'POST',
      path: `${attempt}/progress`,
      json: { envelope: piece.id, step: 0, of: 1 },
    },
    refusal: { method: 'POST', path: `${attempt}/refusal`, json: { code: 'stopped' } },
  };
});
afterAll(() => office.close());

/** What somebody of another organization is told who asks for something of this one. */
const told: Record<Name, unknown> = {
  putEnvelope: 'wrong-organization',
  getEnvelope: 'envelope-not-found',
  envelopeStatus: { known: [] },
  createRun: 'unknown-sender',
  listRuns: 'nothing of it',
  getRun: 'run-not-found',
  stopRun: 'run-not-found',
  runEvents: 'nothing of it',
  assignment: 'pod-not-found',
  progress: 'run-not-found',
  refusal: 'run-not-found',
};

describe('somebody of another organization', () => {
  it.each(names.filter((name) => told[name] !== 'nothing of it'))('%s', async (name) => {
    const route: Route = serviceRoutes[name];
    const pod = name === 'assignment' ? { keys: other.keys } : other;
    const by = route.caller === 'pod' ? pod : stranger.as;
    const answer = await ask(office, by, wishes[name]);
    const body = answer.json();
    expect(body.code ?? body).toEqual(told[name]);
  });

  it('listRuns: sees none of the runs', async () => {
    const answer = await ask(office, stranger.as, wishes.listRuns);
    expect(answer.body).not.toContain(wishes.getRun.path.split('/')[2]);
  });
});

describe('an unknown field', () => {
  const withBody = names.filter((name) => {
    const { body }: Route = serviceRoutes[name];
    return body !== undefined && !('raw' in body);
  });
  it.each(withBody)('in the body of %s is refused', async (name) => {
    const route: Route = serviceRoutes[name];
    const { json, ...wish } = wishes[name];
    const by = route.caller === 'pod' ? own : home.as;
    const answer = await ask(office, by, { ...wish, json: { ...(json as object), more: 1 } });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'bad-request']);
  });

  it('in a query is refused', async () => {
    const answer = await ask(office, home.as, { method: 'GET', path: '/runs?more=1' });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'bad-request']);
  });
});

describe('an id that is none', () => {
  const withId = names.filter((name) => serviceRoutes[name].path.includes(':'));
  it.each(withId)('in the path of %s is refused', async (name) => {
    const route: Route = serviceRoutes[name];
    const path = route.path.replaceAll(/:\w+/g, '..%2f..%2fetc');
    const by = route.caller === 'pod' ? own : home.as;
    const { json, bytes, method } = wishes[name];
    const answer = await ask(office, by, {
      method,
      path,
      ...(json ? { json } : {}),
      ...(bytes ? { bytes } : {}),
    });
    expect(answer.json().code).toBe('bad-request');
  });
});
