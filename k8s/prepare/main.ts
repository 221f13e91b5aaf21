/**
 * `main.ts OVERLAY --database URL [--broker-database URL] [--database-host HOST:PORT] [--kms-token-file FILE]
 * [--without-previous]`: makes ready what `kubectl apply -k k8s/overlays/OVERLAY` installs. The URLs are a superuser's, of
 * PostgreSQL 15 or newer. Pods of the version before are let through too; with the last option no more.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { provideImage } from '../image/provide-image.ts';
import { prepare } from './prepare.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    database: { type: 'string' },
    'broker-database': { type: 'string' },
    'database-host': { type: 'string' },
    'kms-token-file': { type: 'string' },
    'without-previous': { type: 'boolean', default: false },
  },
});
const [name] = positionals;
const { database } = values;
if (!name || !database) throw new Error('usage: main.ts OVERLAY --database URL');
const [run, service, broker, witness] = [
  await provideImage('run'),
  await provideImage('service'),
  await provideImage('broker'),
  await provideImage('witness'),
];
await prepare({
  overlay: join(import.meta.dirname, '../overlays', name),
  digests: {
    run: run.digest,
    service: service.digest,
    broker: broker.digest,
    witness: witness.digest,
  },
  database,
  brokerDatabase: values['broker-database'] ?? database,
  withoutPrevious: values['without-previous'],
  ...(values['database-host'] ? { databaseHost: values['database-host'] } : {}),
  ...(values['kms-token-file'] ? { kmsTokenFile: values['kms-token-file'] } : {}),
});
for (const { archive } of [run, service, broker, witness])
  console.log(`bring to the nodes: ${archive}`);
console.log(`then: kubectl apply -k k8s/overlays/${name}`);
