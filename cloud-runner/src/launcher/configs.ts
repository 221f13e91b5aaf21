import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ConfigFile as BrokerConfig } from '../broker/config.ts';
import type { ConfigFile as ServiceConfig } from '../service/config.ts';
import type { ConfigFile as SpawnerConfig } from '../spawner/config.ts';
import type { Databases } from './databases.ts';
import type { Folders } from './folders.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import type { Owners } from './users.ts';

/** Where the parts of one machine find each other. */
export type Addresses = {
  brokerUrl: string;
  serviceUrl: string;
  spawnerSocket: string;
  identitySocket: string;
};

/** All that the configurations of the parts are made of. */
export type Wiring = {
  settings: Settings;
  addresses: Addresses;
  folders: Folders;
  owners: Owners;
  databases: Databases;
  secrets: Secrets;
  browser: string;
  podProgram: string;
  anchorFile: string;
};

const socketAt = (folders: Folders, name: string): string =>
  process.platform === 'win32'
    ? `\\\\.\\pipe\\${folders.runtime.split(/[\\/]/).at(-1)}-${name}`
    : join(folders.sockets, `${name}.sock`);

/** The addresses that follow from the settings. */
export const addressesOf = (settings: Settings, folders: Folders): Addresses => ({
  brokerUrl: settings.brokerUrl ?? `http://127.0.0.1:${settings.brokerPort}`,
  serviceUrl: settings.serviceUrl ?? `http://127.0.0.1:${settings.servicePort}`,
  spawnerSocket: socketAt(folders, 'spawner'),
  identitySocket: socketAt(folders, 'identity'),
});

/** The digest by which the broker knows the pod's program. */
const digestOf = (program: string): string =>
  `sha256:${createHash('sha256').update(readFileSync(program)).digest('hex')}`;

/** The broker's configuration. It starts in a folder of its own, and so its keys need no way there. */
export const brokerConfig = (wiring: Wiring): BrokerConfig => {
  const { settings, addresses, owners, databases, secrets, podProgram, anchorFile } = wiring;
  const { brokerPort, servicePort, eye, caBundle, proxy, hosts, privateOrigins } = settings;
  const { brokerMetricsUrl } = settings;
  return {
    port: brokerPort,
    brokerUrl: addresses.brokerUrl,
    serviceUrl: addresses.serviceUrl,
    targets: [`127.0.0.1:${servicePort}`, `127.0.0.1:${brokerPort}`],
    privateOrigins,
    hosts,
    ...(eye && { eye }),
    ...(caBundle && { caBundle: readFileSync(caBundle, 'utf8') }),
    ...(proxy && { proxy }),
    ...(brokerMetricsUrl && { metricsUrl: brokerMetricsUrl }),
    databaseUrl: databases.broker,
    keysFile: 'keys',
    watermarkFile: 'watermark',
    anchorFile,
    identitySocket: addresses.identitySocket,
    feedToken: secrets.feedToken,
    images: [digestOf(podProgram)],
    ...owners.broker,
  };
};

/** The spawner's configuration: it starts pods for the service's user, and vouches for them to the broker's. */
export const spawnerConfig = (wiring: Wiring): SpawnerConfig => {
  const { addresses, folders, owners, browser, podProgram, anchorFile } = wiring;
  return {
    socket: addresses.spawnerSocket,
    identitySocket: addresses.identitySocket,
    runtimeDir: folders.cage,
    podProgram,
    anchorFile,
    browser,
    hidden: [folders.data],
    ...(owners.broker && { brokerUid: owners.broker.uid }),
    ...(owners.service && { serviceUid: owners.service.uid }),
  };
};

/** The service's configuration. */
export const serviceConfig = (wiring: Wiring): ServiceConfig => {
  const { settings, addresses, owners, databases, secrets } = wiring;
  return {
    listenUrl: `http://127.0.0.1:${settings.servicePort}`,
    ...(settings.tracesUrl && { tracesUrl: settings.tracesUrl }),
    ...(settings.serviceMetricsUrl && { metricsUrl: settings.serviceMetricsUrl }),
    databaseUrl: databases.service,
    workerDatabaseUrl: databases.worker,
    migrateDatabaseUrl: databases.owner,
    brokerUrl: `http://127.0.0.1:${settings.brokerPort}`,
    feedToken: secrets.feedToken,
    spawnerSocket: addresses.spawnerSocket,
    warmPods: settings.warmPods,
    mostWarmPods: settings.warmPods,
    ...owners.service,
  };
};

/** Writes a configuration, for nobody else to read. Answers its path. */
export const writeConfig = (folders: Folders, name: string, config: object): string => {
  const path = join(folders.config, `${name}.json`);
  writeFileSync(path, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  return path;
};
