import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { readConfig } from './config.ts';
import { start } from './start.ts';

const { values } = parseArgs({ options: { config: { type: 'string' } } });
if (!values.config) throw new Error('Usage: main.ts --config <file.json>');
const config = readConfig(values.config);

// Group before user: without the user's rights it could not be changed any more.
if (config.gid !== undefined) {
  process.setgroups?.([config.gid]);
  process.setgid?.(config.gid);
}
if (config.uid !== undefined) process.setuid?.(config.uid);

const log = pino({ level: config.logLevel, base: { part: 'service' } });
const service = await start(config, log);
log.info({ url: config.listenUrl, ms: Math.round(performance.now()) }, 'ready');

let closing = false;
const close = async (signal: string) => {
  if (closing) return;
  closing = true;
  log.info({ signal }, 'closing');
  await service.close();
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => void close(signal));
}
