import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { firstBuild } from '@mayfly/shared/envelope/charter-right.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
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
import { watermarkOf } from './keys/watermark.ts';
import { dropPrivileges } from './privileges.ts';
import { closeIfRestored } from './restore/close-if-restored.ts';
import { startWork } from './start-work.ts';
import { latestTold, saveTold } from './store/clock.ts';
import { connect, refuseBypass } from './store/database.ts';
import { hasOrganization } from './store/feed.ts';
import { migrate } from './store/migrate.ts';
import { silentTally } from './tally.ts';
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
const watermark = watermarkOf(config);
await closeIfRestored(database, watermark);
const clock = forwardClock(await latestTold(database));
const { metricsUrl } = config;
const figures = metricsUrl ? (await import('./figures.ts')).makeFigures() : undefined;
const deps: Deps = {
  database,
  keys,
  clock,
  watermark,
  ...identityOf(config),
  invitations: makeInvitations(clock, config.brokerUrl, keys.identity.kid),
  charters: makeCharters(firstBuild),
  bell: makeBell(),
  doomBell: makeBell(),
  serviceUrl: config.serviceUrl,
  feedToken: config.feedToken,
  extensionOrigin: config.extensionOrigin,
  images: config.images,
  tally: figures ? figures.tally : silentTally,
  logLevel: config.logLevel,
};

const app = await buildApp(deps);
const metrics = metricsUrl ? await figures?.serve(metricsUrl, { app, database }) : undefined;
await app.listen({ host: config.host, port: config.port });
const work = startWork(deps, (error) => app.log.error({ err: error }, 'work failed'));

// The console: an invitation is a line of its own, for a person or a launcher to pick up.
const invite = () => console.log(deps.invitations.make());
if (!(await hasOrganization(database))) invite();
createInterface({ input: process.stdin }).on('line', invite);

const stop = async () => {
  await work.stop();
  await app.close();
  await metrics?.close();
  await saveTold(database, clock.now());
  await database.destroy();
  process.exit(0);
};
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
