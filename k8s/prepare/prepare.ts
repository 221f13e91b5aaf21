import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { configSchema as brokerSchema } from '@mayfly/cloud-runner/broker/config.ts';
import { anchorOf } from '@mayfly/cloud-runner/broker/keys/anchor-file.ts';
import { brokerKeys } from '@mayfly/cloud-runner/broker/keys/broker-keys.ts';
import { makeDatabases } from '@mayfly/cloud-runner/launcher/databases.ts';
import { keepSecrets } from '@mayfly/cloud-runner/launcher/secrets.ts';
import { toConfig } from '@mayfly/cloud-runner/service/config.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { imagesBefore, runImages } from './run-images.ts';
import { keptSeeds } from './kept-seeds.ts';
import { componentOf, runImage } from './component.ts';
import { readSettings } from './settings.ts';
import type { Databases } from '@mayfly/cloud-runner/launcher/databases.ts';
import type { Secrets } from '@mayfly/cloud-runner/launcher/secrets.ts';
import type { Digests } from './component.ts';
import type { Settings } from './settings.ts';

/** What is prepared: an overlay's folder, the images, and the superuser's address of each PostgreSQL. */
export type Preparation = {
  readonly overlay: string;
  readonly digests: Digests;
  readonly database: string;
  /** The broker's, on a server of its own. */
  readonly brokerDatabase: string;
  /** Where pods find these servers, when that is not where they were found now. */
  readonly databaseHost?: string;
  /** No pod of the version before may be made or given keys any more, where one is left. */
  readonly withoutPrevious?: boolean;
  /** A file with a token by which the keys are wrapped now, where the settings name a key service. */
  readonly kmsTokenFile?: string;
};

/**
 * Makes everything of an installation that is not in the repository, into `generated/` of an overlay: keys and passwords
 * (once; what is there is kept), databases and their roles, the configurations, the anchor. After it `kubectl apply -k`
 * installs; pods of the version before are let through beside the new ones, so that none is refused meanwhile. Whoever holds that folder can read all that is sealed to the broker, unless a key service wraps its keys.
 */
export const prepare = async (preparation: Preparation): Promise<void> => {
  const { overlay, digests, kmsTokenFile, withoutPrevious = false } = preparation;
  const settings = readSettings(join(overlay, 'settings.json'));
  const folder = join(overlay, 'generated');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await ready();
  const secrets = keepSecrets(folder);
  const databases = await databasesOf(preparation, secrets);
  const before = withoutPrevious ? [] : imagesBefore(join(folder, 'broker.json'));
  const images = runImages(digests, before);
  const broker = brokerConfig(settings, images, databases, secrets);
  const keys = brokerKeys(await keptSeeds(join(folder, 'keys'), settings.kms, kmsTokenFile));
  const { brokerUrl, serviceUrl } = settings;
  const anchor = anchorOf(brokerSchema.parse({ ...broker, brokerUrl, serviceUrl }), keys);
  const service = serviceConfig(settings, digests, databases, secrets);
  toConfig(service);
  const files = {
    'service.json': service,
    'broker.json': broker,
    'anchor.json': anchor,
    'witness.json': { brokerUrl },
    'kustomization.yaml': componentOf(settings, digests, images),
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  }
};

const databasesOf = async (
  { database, brokerDatabase, databaseHost }: Preparation,
  secrets: Secrets,
): Promise<Databases> => {
  const on = (server: string) => (name: string) => {
    const url = new URL(server);
    url.pathname = `/${name}`;
    return url.href;
  };
  const own = await makeDatabases(on(database), secrets);
  const { broker } = await makeDatabases(on(brokerDatabase), secrets);
  const inside = (address: string): string => {
    if (databaseHost === undefined) return address;
    const url = new URL(address);
    url.host = databaseHost;
    return url.href;
  };
  const [owner, service, worker] = [own.owner, own.service, own.worker].map(inside);
  return {
    owner: owner ?? '',
    service: service ?? '',
    worker: worker ?? '',
    broker: inside(broker),
  };
};

/** In each pod of ours; NetworkPolicies say who comes there. */
const metricsUrl = 'http://0.0.0.0:9464';

const serviceConfig = (
  settings: Settings,
  digests: Digests,
  databases: Databases,
  { feedToken }: Secrets,
) => ({
  listenUrl: 'http://0.0.0.0:4710',
  ...(settings.tracesUrl && { tracesUrl: settings.tracesUrl }),
  metricsUrl,
  databaseUrl: databases.service,
  workerDatabaseUrl: databases.worker,
  migrateDatabaseUrl: databases.owner,
  brokerUrl: settings.brokerUrl,
  feedToken,
  kubernetes: {
    namespaces: settings.namespaces,
    image: runImage(settings, digests),
    hostUsers: !settings.userNamespace,
    events: { namespace: 'mayfly-system', about: 'mayfly-service' },
  },
  warmPods: settings.warmPods,
  mostWarmPods: settings.mostWarmPods,
  mostRuns: settings.mostRuns,
});

const brokerConfig = (
  settings: Settings,
  images: readonly string[],
  databases: Databases,
  { feedToken }: Secrets,
) => ({
  host: '0.0.0.0',
  // It invites devices, and names them the service; the pods' anchor is made beside it.
  brokerUrl: settings.brokerUrl,
  serviceUrl: settings.serviceUrl,
  ...settings.devices,
  targets: settings.targets,
  outOfReach: settings.outOfReach,
  ...(settings.privateOrigins && { privateOrigins: settings.privateOrigins }),
  ...(settings.hosts && { hosts: settings.hosts }),
  databaseUrl: databases.broker,
  metricsUrl,
  keysFile: '/run/broker/keys',
  ...(settings.kms && { kms: settings.kms }),
  anchorFile: '/run/broker/anchor.json',
  feedToken,
  images,
  kubernetes: { namespaces: settings.namespaces, witness: 'mayfly-witness:mayfly-witness' },
});
