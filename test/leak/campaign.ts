import { certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import { processesOfPod } from '../harness/pod-processes.ts';
import { evidenceOf, statementsOf } from '../harness/run-evidence.ts';
import { shownToSites } from './canaries.ts';
import { placesOf, placesOfReport } from './places.ts';
import { search } from './sinks.ts';
import type { RunEvidence } from '../harness/run-evidence.ts';
import type { Leak } from './sinks.ts';
import type { LeakWorld } from './world.ts';

/** What came of looking everywhere. */
export type Searched = {
  readonly leaks: readonly Leak[];
  /** How many places there were, and how often a spelling of a canary was looked for in one. */
  readonly sinks: number;
  readonly searched: number;
};

/** A run that goes to its end: it enters every secret, and reads all of them back. */
export async function runToItsEnd(world: LeakWorld): Promise<RunEvidence> {
  const run = await world.order();
  await world.gone(run);
  return evidenceOf(run);
}

/** A run whose pod is killed at the moment when a secret is being typed. `whole`: with its program, else its browser alone. */
export async function runIntoDeath(
  world: LeakWorld,
  { signal, whole }: { signal: 'SIGKILL' | 'SIGABRT'; whole: boolean },
): Promise<number> {
  const struck = Promise.withResolvers<number>();
  const run = await world.order();
  world.site.onTyping = async () => {
    world.site.onTyping = () => Promise.resolve();
    struck.resolve(await kill(run, signal, whole));
  };
  const killed = await struck.promise;
  await world.gone(run);
  return killed;
}

async function kill(
  run: Parameters<typeof statementsOf>[0],
  signal: NodeJS.Signals,
  whole: boolean,
): Promise<number> {
  const [certified] = (await statementsOf(run))?.certificates ?? [];
  if (!certified) throw new Error('The run types, and was never released');
  const { uid } = read(certificate, signedFromJson(certified));
  const all = processesOfPod(uid);
  const doomed = whole ? all : all.filter(({ command }) => command.includes('chrom'));
  for (const { pid } of doomed) {
    try {
      process.kill(pid, signal);
    } catch {
      // It went with another one.
    }
  }
  return doomed.length;
}

/** Looks for every canary in every place, and in what a person opens of a run. */
export function searchEverywhere(world: LeakWorld, evidence: RunEvidence): Searched {
  const shown = [...shownToSites(world.canaries), ...world.site.rotated];
  const kept = Object.values(placesOf(world)).flat();
  const opened = Object.values(placesOfReport(evidence)).flat();
  const all = search(kept, [...shown, world.canaries.passphrase]);
  const report = search(opened, shown);
  return {
    leaks: [...all.leaks, ...report.leaks],
    sinks: kept.length + opened.length,
    searched: all.searched + report.searched,
  };
}
