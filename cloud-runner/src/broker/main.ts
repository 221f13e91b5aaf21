import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { firstBuild } from '@mayfly/shared/envelope/charter-right.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { measureProcess } from '../metrics/measure-process.ts';
import { serveMetrics } from '../metrics/serve-metrics.ts';
import { buildApp } from './app.ts';
import { makeCharters } from './charter/charters.ts';
import { makeInvitations } from './charter/invitations.ts';
import { forwardClock } from './clock.ts';
import { readConfig } from './config.ts';
import { makeBell } from './feed/bell.ts';
import { identityOf } from './identity/identity-of.ts';
import { anchorOf, writeAnchor } from './keys/anchor-file.ts';
import { brokerKeys } from './keys/broker-keys.ts';
import { loadSeeds, wrapAtOnce } from './keys/at-start.ts';
import { dropPrivileges } from './privileges.ts';
import { startWork } from './start-work.ts';
import { latestTold, saveTold } from './store/clock.ts';
import { connect, poolOf, refuseBypass } from './store/database.ts';
import { hasOrganization } from './store/feed.ts';
import { migrate } from './store/migrate.ts';
import { makeTally } from './tally.ts';
import type { Deps } from './deps.ts';

const { values } = parseArgs({
  options: { config: { type: 'string' }, 'wrap-keys': { type: 'boolean' } },
});
if (!values.config) throw new Error('usage: main.ts --config <file> [--wrap-keys]');

await ready();
const config = readConfig(values.config);
if (values['wrap-keys']) await wrapAtOnce(config);
const keys = brokerKeys(await loadSeeds(config));
writeAnchor(config.anchorFile, anchorOf(config, keys));
dropPrivileges(config);

const database = connect(config.databaseUrl);
await refuseBypass(database);
await migrate(database);
const clock = forwardClock(await latestTold(database));
const deps: Deps = {
  database,
  keys,
  clock,
  ...identityOf(config),
  invitations: makeInvitations(clock, config.brokerUrl, keys.identity.kid),
  charters: makeCharters(firstBuild),
  bell: makeBell(),
  doomBell: makeBell(),
  serviceUrl: config.serviceUrl,
  feedToken: config.feedToken,
  extensionOrigin: config.extensionOrigin,
  images: config.images,
  tally: makeTally(),
  logLevel: config.logLevel,
};

const app = await buildApp(deps);
const { register } = deps.tally;
if (config.metricsUrl) measureProcess(register, { broker: poolOf(database) });
const metrics = config.metricsUrl && (await serveMetrics(config.metricsUrl, register));
await app.listen({ host: config.host, port: config.port });
const work = startWork(deps, (error) => app.log.error({ err: error }, 'work failed'));

// The console: an invitation is a line of its own, for a person or a launcher to pick up.
const invite = () => console.log(deps.invitations.make());
if (!(await hasOrganization(database))) invite();
createInterface({ input: process.stdin }).on('line', invite);

const stop = async () => {
  await work.stop();
  await app.close();
  if (metrics) await metrics.close();
  await saveTold(database, clock.now());
  await database.destroy();
  process.exit(0);
};
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
