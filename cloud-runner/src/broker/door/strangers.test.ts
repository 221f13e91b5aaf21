import { beforeAll, describe, expect, test } from 'vitest';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { send } from '@mayfly/shared/api/client.ts';
import { signedToJson } from '@mayfly/shared/api/signed-json.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import type { Route } from '@mayfly/shared/api/route.ts';
import { foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { testPod, workOf } from '../../../../test/harness/broker/test-pod.ts';
import { useBrokers } from '../../../../test/harness/broker/use-broker.ts';
import type { TestBroker } from '../../../../test/harness/broker/test-broker.ts';
import type { TestDevice } from '../../../../test/harness/broker/test-device.ts';
import type { TestPod } from '../../../../test/harness/broker/test-pod.ts';

type Name = keyof typeof brokerRoutes;
type Wish = {
  params?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: object;
};
const names = Object.keys(brokerRoutes) as Name[];
const ofOrganization = names.filter((name) => brokerRoutes[name].path.includes('/:org/'));

const brokers = useBrokers();
let broker: TestBroker;
let home: TestDevice;
let stranger: TestDevice;
let pod: TestPod;
let otherPod: TestPod;
/** Everything that names something names something of `home`. */
let wishes: Partial<Record<Name, Wish>>;

beforeAll(async () => {
  broker = await brokers.start();
  [home, stranger] = [await foundTestOrg(broker), await foundTestOrg(broker)];
  const grant = await home.confirm();
  const [order, other] = [home.order(grant.id), stranger.order((await stranger.confirm()).id)];
  [pod, otherPod] = [testPod(broker, workOf(order)), testPod(broker, workOf(other))];
  await pod.ask();
  await otherPod.ask();
  const org = home.org.id;
  const { run } = workOf(order);
  const link = signedToJson(home.signLink([]));
  wishes = {
    appendLink: { params: { org }, body: { link, heads: [] } },
    listLinks: { params: { org }, query: { after: -1 } },
    head: { params: { org } },
    subjectHead: { params: { org, subject: grant.subject } },
    getGrant: { params: { org, id: grant.id } },
    beat: { params: { org }, body: { beat: link } },
    showReceipt: { params: { org }, body: { receipt: link } },
    open: { params: { org }, body: { opening: link } },
    runStatements: { params: { org, run } },
    stopRun: { params: { org, run } },
    logProof: { params: { org }, query: {} },
    logEntries: { params: { org }, query: { from: 0 } },
    standing: { params: { run } },
    mark: { params: { run }, body: { attempt: 1 } },
    end: { params: { run }, body: { end: link, renewals: [] } },
  };
});

async function codeOf(door: Door, name: Name, wish: Wish = wishes[name] ?? {}): Promise<string> {
  const route: Route = brokerRoutes[name];
  const answer = await send(door, route, wish as object);
  const { code } = (await answer.json()) as { code?: string };
  return code ?? `no code, but ${answer.status}`;
}

describe('a device of another organization', () => {
  test.each(ofOrganization)('gets nothing by %s', async (name) => {
    expect(wishes[name]).toBeDefined();
    expect(await codeOf(stranger.door, name)).toBe('not-your-organization');
  });

  test.each([
    ['subjectHead', 'subject-not-found'],
    ['getGrant', 'grant-not-found'],
    ['runStatements', 'run-not-found'],
  ] as const)(
    'is told by %s, of its own organization, that there is no such thing',
    async (name, code) => {
      const { params, ...wish } = wishes[name]!;
      const own = { ...wish, params: { ...params, org: stranger.org.id } };
      expect(await codeOf(stranger.door, name, own)).toBe(code);
    },
  );

  test('stops no run but its own', async () => {
    const { params } = wishes.stopRun!;
    await send(stranger.door, brokerRoutes.stopRun, {
      params: { ...params, org: stranger.org.id },
    });
    await pod.mark();
  });
});

test.each(['standing', 'mark', 'end'] as const)(
  'a pod of another organization gets no %s',
  async (name) => {
    expect(await codeOf(otherPod.door, name)).toBe('unsigned');
  },
);

describe('an unknown field', () => {
  const withBody = names.filter((name) => {
    const { body }: Route = brokerRoutes[name];
    return body !== undefined && !('raw' in body);
  });
  test.each(withBody)('in the body of %s is refused', async (name) => {
    const route: Route = brokerRoutes[name];
    const { body, ...wish } = wishes[name] ?? { params: { id: 'a'.repeat(26) } };
    const door = route.caller === 'pod' ? pod.door : home.door;
    expect(await codeOf(door, name, { ...wish, body: { ...body, more: 1 } })).toBe('bad-request');
  });
});
