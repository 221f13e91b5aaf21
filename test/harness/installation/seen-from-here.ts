import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ClusterAccess } from '../cluster-access.ts';

/** How this machine reaches what the parts reach otherwise. */
export type Ways = {
  /** `host:port` of the PostgreSQL. */
  readonly database: string;
  readonly serviceUrl: string;
  readonly access: ClusterAccess;
};

type Configs = { databaseUrl: string; workerDatabaseUrl?: string; kubernetes: object };

/**
 * Writes the configurations of an overlay's parts once more, with addresses that hold on this machine, where those of one
 * machine's runner lie: `mayfly --data <folder>` finds them there, as whoever reads a runner's own database does.
 */
export const writeSeenFromHere = (overlay: string, data: string, ways: Ways): void => {
  mkdirSync(join(data, 'config'), { recursive: true, mode: 0o700 });
  const write = (name: string, change: (config: Configs) => object) => {
    const config = JSON.parse(readFileSync(join(overlay, 'generated', name), 'utf8')) as Configs;
    const said = JSON.stringify({ ...config, ...change(config) }, null, 2);
    writeFileSync(join(data, 'config', name), said, { mode: 0o600 });
  };
  const moved = (address: string): string => {
    const url = new URL(address);
    url.host = ways.database;
    return url.href;
  };
  write('broker.json', ({ databaseUrl }) => ({
    databaseUrl: moved(databaseUrl),
    anchorFile: join(overlay, 'generated/anchor.json'),
  }));
  write('service.json', ({ databaseUrl, workerDatabaseUrl = '', kubernetes }) => ({
    listenUrl: ways.serviceUrl,
    databaseUrl: moved(databaseUrl),
    workerDatabaseUrl: moved(workerDatabaseUrl),
    kubernetes: { ...kubernetes, access: ways.access },
  }));
};
