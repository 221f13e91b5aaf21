import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '@mayfly/cloud-runner/broker/app.ts';
import { makeCharters } from '@mayfly/cloud-runner/broker/charter/charters.ts';
import { makeInvitations } from '@mayfly/cloud-runner/broker/charter/invitations.ts';
import { forwardClock } from '@mayfly/cloud-runner/broker/clock.ts';
import { makeBell } from '@mayfly/cloud-runner/broker/feed/bell.ts';
import { brokerKeys, makeSeeds } from '@mayfly/cloud-runner/broker/keys/broker-keys.ts';
import { latestTold } from '@mayfly/cloud-runner/broker/store/clock.ts';
import { watermarkOf } from '@mayfly/cloud-runner/broker/keys/watermark.ts';
import { closeIfRestored } from '@mayfly/cloud-runner/broker/restore/close-if-restored.ts';
import { connect, refuseBypass } from '@mayfly/cloud-runner/broker/store/database.ts';
import { migrate } from '@mayfly/cloud-runner/broker/store/migrate.ts';
import { silentTally } from '@mayfly/cloud-runner/broker/tally.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { extensionOrigin } from '@mayfly/shared/api/extension-id.ts';
import { firstBuild } from '@mayfly/shared/envelope/charter-right.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { call } from '@mayfly/shared/api/client.ts';
import type { Deps } from '@mayfly/cloud-runner/broker/deps.ts';
import type { BrokerSeeds } from '@mayfly/cloud-runner/broker/keys/broker-keys.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import type { FeedEntry } from '@mayfly/shared/api/feed.ts';
import type { Built } from '@mayfly/shared/envelope/charter-right.ts';
import { fakeIdentity, testImage } from './fake-identity.ts';
import { throughInject } from './inject-fetch.ts';
import type { FakeIdentity } from './fake-identity.ts';

/** What the service shows to the broker of tests. */
export const feedToken = 'feed-token-of-the-tests-0123456789abcdef';

/** Everything is built: several persons, dismissals, approvals. */
export const wholeBuild: Built = {
  roles: ['member', 'approver', 'admin'],
  dismiss: true,
  approvals: 9,
  admins: 1,
};

/** A broker on a database of its own, with a clock in the test's hand. */
export type TestBroker = {
  readonly deps: Deps;
  readonly identity: FakeIdentity;
  readonly seeds: BrokerSeeds;
  /** What it keeps beside its database, for a restart. */
  readonly watermarkFile: string;
  /** The wall clock, ms since 1970; a test may set it. */
  wall: number;
  /** The door, without a signature. */
  readonly door: Door;
  /** All of the feed after an entry. */
  readonly feed: (after?: number) => Promise<FeedEntry[]>;
  readonly close: () => Promise<void>;
};

/** Starts a broker, by its front door, on the database at `databaseUrl`; again with the same seeds: a restart. */
export async function startTestBroker(
  databaseUrl: string,
  {
    built = firstBuild,
    seeds = makeSeeds(),
    wall = Date.now(),
    watermarkFile = newWatermark(),
  }: { built?: Built; seeds?: BrokerSeeds; wall?: number; watermarkFile?: string } = {},
): Promise<TestBroker> {
  await ready();
  const keys = brokerKeys(seeds);
  const database = connect(databaseUrl);
  await refuseBypass(database);
  await migrate(database);
  const watermark = watermarkOf({ watermarkFile });
  await closeIfRestored(database, watermark);
  const identity = fakeIdentity();
  const broker = { wall };
  const clock = forwardClock(await latestTold(database), () => broker.wall);
  const url = 'http://127.0.0.1:4711';
  const deps: Deps = {
    database,
    keys,
    clock,
    watermark,
    identity,
    invitations: makeInvitations(clock, url, keys.identity.kid),
    charters: makeCharters(built),
    bell: makeBell(),
    doomBell: makeBell(),
    serviceUrl: 'http://127.0.0.1:4710',
    feedToken,
    extensionOrigin,
    images: [testImage],
    logLevel: 'silent',
    tally: silentTally,
  };
  const app = await buildApp(deps);
  const door: Door = { url, fetch: throughInject(app) };
  return Object.assign(broker, {
    deps,
    identity,
    seeds,
    watermarkFile,
    door,
    feed: async (after = 0) => {
      const asServer: Door = { ...door, authorize: () => `Bearer ${feedToken}` };
      return (await call(asServer, brokerRoutes.feed, { query: { after } })).entries;
    },
    close: async () => {
      await app.close();
      await database.destroy();
    },
  });
}

function newWatermark(): string {
  return join(mkdtempSync(join(tmpdir(), 'mayfly-watermark-')), 'watermark');
}
