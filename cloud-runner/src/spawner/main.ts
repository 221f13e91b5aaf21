import { parseArgs } from 'node:util';
import { readConfig } from './config.ts';
import { startSpawner } from './spawner.ts';

const { values } = parseArgs({ options: { config: { type: 'string' } } });
if (values.config === undefined) throw new Error('spawner: --config <file> is missing');

const spawner = await startSpawner(await readConfig(values.config), (event) =>
  console.log(JSON.stringify({ at: Date.now(), ...event })),
);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void spawner.close().then(() => process.exit()));
}
