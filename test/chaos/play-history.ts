import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { call } from '@mayfly/shared/api/client.ts';
import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { device } from '../harness/device.ts';
import { statementsOf } from '../harness/run-evidence.ts';
import { until } from '../harness/until.ts';
import type { RunLabel } from '@mayfly/shared/api/service-routes.ts';
import type { RunStatements } from '@mayfly/shared/api/broker-routes.ts';
import type { World } from './world.ts';

/** What was left when it was over: the service's word, the broker's, and the site's. */
export type Aftermath = {
  /** Whether it was a run that may change something. */
  readonly writes: boolean;
  readonly label: RunLabel;
  /** Undefined where the run never got keys. */
  readonly statements: RunStatements | undefined;
  /** How often the site was asked for its page, and was sent something. */
  readonly visited: number;
  readonly written: number;
};

/** What of a world a history is played in. */
export type Playable<Strikes> = Pick<
  World,
  'deadlineMs' | 'settlingMs' | 'grants' | 'site' | 'rest' | 'isQuiet' | 'heal'
> & {
  readonly begin: (strikes: Strikes) => void;
};

/** The list of runs is answered within so long, ms. */
const listMs = 60_000;

/** Orders the run, lets happen what happens, and waits until it is over and its pods are gone. */
export async function playHistory<Strikes>(
  world: Playable<Strikes>,
  history: { readonly writes: boolean; readonly strikes: Strikes },
): Promise<Aftermath> {
  const grant = history.writes ? world.grants.writes : world.grants.reads;
  const before = new Set((await runs()).map(({ run }) => run));
  world.begin(history.strikes);
  const ordered = await order(world, grant);
  if (!ordered) await world.heal();
  const run = ordered ?? (await takenAnyway(before)) ?? (await order(world, grant));
  if (!run) throw new Error('A run cannot be ordered though nothing fails any more');
  await over(run, world);
  world.rest();
  await world.heal();
  const { label, statements } = await ended(run, world.settlingMs);
  const site = world.site();
  await settle(label, site.written > 0);
  return { writes: history.writes, label, statements, ...site };
}

/** A person orders; what goes wrong is shown to them, and they look into the list. */
async function order(
  { deadlineMs }: Pick<World, 'deadlineMs'>,
  grant: World['grants']['reads'],
): Promise<RunLabel['run'] | undefined> {
  const connection = await device.connect();
  try {
    return (await device.startRun(connection, { grant, deadlineMs })).run;
  } catch {
    return undefined; // Whether it was taken, the list of runs tells.
  }
}

async function takenAnyway(before: ReadonlySet<string>): Promise<RunLabel['run'] | undefined> {
  return (await runs()).find(({ run }) => !before.has(run))?.run;
}

/** The list of runs, once the service answers. */
async function runs(): Promise<RunLabel[]> {
  const connection = await device.connect();
  return until(() => device.listRuns(connection).catch(() => undefined), listMs);
}

/** Waits until the run has its end and every pod that got keys is known to be gone. */
async function ended(
  run: RunLabel['run'],
  withinMs: number,
): Promise<Pick<Aftermath, 'label' | 'statements'>> {
  const { service } = await device.connect();
  let last = 'nothing';
  const look = async () => {
    const answer = await call(service, serviceRoutes.getRun, { params: { run } });
    const statements = await statementsOf(run);
    const { certificates = [], gone = [] } = statements ?? {};
    last = `${answer.run.status}, ${certificates.length} releases, ${gone.length} gone`;
    const isOver = isEnd(answer.run.status) && gone.length >= certificates.length;
    return isOver ? { label: answer.run, statements } : undefined;
  };
  try {
    return await until(() => look().catch(() => undefined), withinMs);
  } catch (cause) {
    throw new Error(`The run did not come to its end: ${last}`, { cause });
  }
}

/** Until it has ended, or all that was planned for it has struck and is healed. */
async function over(run: RunLabel['run'], world: Pick<World, 'isQuiet'>): Promise<void> {
  const { service } = await device.connect();
  const look = async () => {
    const answer = await call(service, serviceRoutes.getRun, { params: { run } });
    return isEnd(answer.run.status) ? true : undefined;
  };
  await until(
    async () => world.isQuiet() || (await look().catch(() => undefined)) || undefined,
    120_000,
  );
}

/** Answers the question of an unknown outcome, as a person who looked would. */
async function settle({ run, status }: RunLabel, done: boolean): Promise<void> {
  if (status !== 'outcome-unknown') return;
  const connection = await device.connect();
  await device.settleRun(connection, run, done);
}
