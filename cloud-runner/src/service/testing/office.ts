import { pino } from 'pino';
import { vi } from 'vitest';
import { authorize } from '@mayfly/shared/envelope/statement/request.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import type { RequestMethod } from '@mayfly/shared/envelope/statement/request.ts';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { SignKeys } from '@mayfly/shared/envelope/keys.ts';
import type { LightMyRequestResponse } from 'fastify';
import { freePort } from '../../launcher/free-port.ts';
import { startTestPostgres } from '../../../../test/harness/postgres.ts';
import { toConfig } from '../config.ts';
import { memoryEngine } from '../engines/memory-engine.ts';
import { start } from '../start.ts';
import { findPod } from '../store/pods.ts';
import { tell } from '../store/wake.ts';
import { readCursor } from '../store/worker.ts';
import { fakeFeed } from './fake-feed.ts';
import type { ConfigFile } from '../config.ts';
import type { MemoryEngine } from '../engines/memory-engine.ts';
import type { FeedSource } from '../feed/source.ts';
import type { Service } from '../start.ts';
import type { FakeFeed } from './fake-feed.ts';

/** A service that runs on a real database, with an engine and a feed that the test holds in its hands. */
export type Office = {
  service: Service;
  readonly engine: MemoryEngine;
  readonly feed: FakeFeed;
  readonly config: ConfigFile & { listenUrl: string };
  /** The service's time, which a test may move on. */
  readonly clock: { now(): number; forward(ms: number): void };
  /** Waits until the service has taken all that the feed tells. */
  caughtUp(): Promise<void>;
  /** A pod vanishes, as at a crash, and the service has noticed; its time goes on by some seconds. */
  crash(name: string): Promise<void>;
  /** Starts the service on the same database, when it was closed. */
  begin(): Promise<void>;
  /** Closes the service and starts it anew. */
  restart(): Promise<void>;
  /** Starts one more service on the same database. */
  another(): Promise<Service>;
  close(): Promise<void>;
};

/** All that whoever asks must know of an office. */
export type Desk = Pick<Office, 'clock' | 'feed'> & { readonly service: Pick<Service, 'app'> };

/** Who asks: with which key, and in whose name. */
export type By = { readonly keys: SignKeys; readonly org?: OrgId };

/** What a test asks of the door. `at` is the time that is signed. */
export type Ask = {
  method: RequestMethod;
  path: string;
  json?: unknown;
  bytes?: Uint8Array;
  at?: number;
  headers?: Record<string, string>;
};

/** Starts a service for tests, on databases of its own. It follows `source`, or the feed that the test writes. */
export async function openOffice(
  given: Partial<ConfigFile> = {},
  source?: FeedSource,
): Promise<Office> {
  await ready();
  const postgres = await startTestPostgres();
  const databases = await postgres.databases();
  const listenUrl = `http://127.0.0.1:${await freePort()}`;
  const config: ConfigFile = {
    databaseUrl: databases.service,
    workerDatabaseUrl: databases.worker,
    migrateDatabaseUrl: databases.owner,
    brokerUrl: 'http://127.0.0.1:9',
    feedToken: 'test',
    spawnerSocket: '/nowhere',
    warmPods: 0,
    mostRuns: 100,
    logLevel: 'error',
    ...given,
  };
  let ahead = 0;
  const clock = { now: () => Date.now() + ahead, forward: (ms: number) => void (ahead += ms) };
  const engine = memoryEngine(clock.now);
  const feed = fakeFeed();
  const others: Service[] = [];
  const run = (listenUrl: string) => {
    const log = pino({ level: process.env['LOG'] ?? 'silent' });
    const neighbours = { engine, feed: source ?? feed, now: clock.now, chance: () => 0.001 };
    return start(toConfig({ ...config, listenUrl }), log, neighbours);
  };
  const office: Office = {
    service: await run(listenUrl),
    engine,
    feed,
    config: { ...config, listenUrl },
    clock,
    caughtUp: () =>
      until(async () => {
        const n = await readCursor(office.service.deps.yard);
        if (n < feed.entries.length) throw new Error(`The feed is followed to ${n} only`);
      }),
    async crash(name) {
      engine.vanish(name);
      const { yard } = office.service.deps;
      await until(async () => {
        clock.forward(1_000);
        await tell(yard, 'pods');
        if (await findPod(yard, name)) throw new Error(`${name} is not missed yet`);
      });
    },
    async begin() {
      office.service = await run(listenUrl);
    },
    async restart() {
      await office.service.close();
      await office.begin();
    },
    async another() {
      const other = await run(`http://127.0.0.1:${await freePort()}`);
      others.push(other);
      return other;
    },
    async close() {
      for (const service of [...others, office.service]) await service.close();
      await postgres.stop();
    },
  };
  return office;
}

/** Asks the door as somebody, with a signed request. */
export function ask(office: Desk, by: By, wish: Ask): Promise<LightMyRequestResponse> {
  return office.service.app.inject(requestOf(office, by, wish));
}

/** The request that {@link ask} makes, to be sent more than once or changed. */
export function requestOf(office: Desk, { keys, org }: By, wish: Ask) {
  const { method, path, json, bytes, at = office.clock.now(), headers } = wish;
  const body = bytes ?? (json === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(json)));
  const authorization = authorize({ method, path, body, org, at }, keys);
  const type = bytes ? 'application/cbor' : 'application/json';
  return {
    method,
    url: path,
    headers: { authorization, ...(body.length > 0 && { 'content-type': type }), ...headers },
    ...(body.length > 0 && { payload: Buffer.from(body) }),
  };
}

/** Waits until something holds, for at most 10 s. */
export function until<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 10_000, interval: 20 });
}
