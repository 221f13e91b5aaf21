import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { call } from '@mayfly/shared/api/client.ts';
import { witnessRoutes } from '@mayfly/shared/api/witness-routes.ts';
import { MayflyError } from '@mayfly/shared/base/errors.ts';
import { readConfig } from './config.ts';
import { look } from './look.ts';

const { values } = parseArgs({ options: { config: { type: 'string' } } });
if (!values.config) throw new Error('usage: main.ts --config <file>');
const { brokerUrl, tokenFile, places, everyMs } = readConfig(values.config);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));

for (;;) {
  const uids = [...(await look(places))];
  const token = (await readFile(tokenFile, 'utf8')).trim();
  const door = { url: brokerUrl.replace(/\/$/, ''), fetch, authorize: () => `Bearer ${token}` };
  const signal = AbortSignal.timeout(5_000);
  await call(door, witnessRoutes.tell, { body: { uids }, signal }).catch((error: unknown) => {
    console.error(error instanceof MayflyError ? error.code : 'internal');
  });
  await delay(everyMs);
}
