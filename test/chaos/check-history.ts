import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRecords } from '@mayfly/cloud-runner/spawner/records.ts';
import { processesOf } from '@mayfly/cloud-runner/spawner/processes.ts';
import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import { EngineError } from '@mayfly/shared/base/errors.ts';
import { certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import { end } from '@mayfly/shared/envelope/statement/end.ts';
import { gone } from '@mayfly/shared/envelope/statement/gone.ts';
import { mark } from '@mayfly/shared/envelope/statement/mark.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { device } from '../harness/device.ts';
import { until } from '../harness/until.ts';
import { evidenceOf } from '../harness/run-evidence.ts';
import type { RunStatements } from '@mayfly/shared/api/broker-routes.ts';
import type { FaultName } from './faults.ts';
import type { History } from './history.ts';
import type { Aftermath } from './play-history.ts';
import type { World } from './world.ts';

/** What is wrong, in words; nothing where every promise held. `kind` is the figure that it counts for. */
export type Wrong = {
  readonly kind: 'lost' | 'twice' | 'orphans' | 'untrue';
  readonly what: string;
};

/** Holds what was left against what is promised (DESIGN §1.2, 1.3, 1.5, 1.6). */
export async function checkHistory(
  world: World,
  { strikes }: Pick<History, 'strikes'>,
  after: Aftermath,
): Promise<Wrong[]> {
  const excused = strikes.flatMap(({ fault }) => [
    ...(excuses[fault] ?? []),
    ...((after.statements?.mark && marked[fault]) ?? []),
  ]);
  return [...(await checkRun(after, { excused })), ...(await orphansLeft(world))];
}

/** Nothing is left after so long, ms. */
const leavingMs = 60_000;

/** What is still there when it is to be gone. A pod that comes into being while it is looked for is known a look later. */
async function orphansLeft(world: World): Promise<Wrong[]> {
  let left: Wrong[] = [];
  const look = async () => {
    left = await checkOrphans(world);
    return left.length === 0 ? true : undefined;
  };
  await until(look, leavingMs).catch(() => undefined);
  return left;
}

/** What is known of how a run was struck. */
export type Struck = {
  /** Who looks after pods was kept from seeing how they went, and says so. */
  readonly blind?: boolean;
  /** How it may end besides well, as `status code`; absent: in any way. */
  readonly excused?: readonly string[];
};

/** What holds of a run on every engine. */
export async function checkRun(
  after: Aftermath,
  { blind = false, excused }: Struck,
): Promise<Wrong[]> {
  const { statements } = after;
  return [
    ...checkWrites(after),
    ...(excused ? checkEnd(after, excused) : []),
    ...(statements ? checkStatements(after, statements) : []),
    ...(await checkDevice(after, blind)),
  ];
}

/** What the site saw: a change is made once, under a mark, by a run that may; what is told as done was done. */
function checkWrites({ writes, label, visited, written, statements }: Aftermath): Wrong[] {
  const wrong: Wrong[] = [];
  const untrue = (what: string) => wrong.push({ kind: 'untrue', what });
  if (written > 1) wrong.push({ kind: 'twice', what: `the site was sent ${written} changes` });
  if (written > 0 && !statements?.mark) untrue('a change without a mark');
  if (written > 0 && !writes) untrue('a change by a run that only reads');
  if (label.status === 'succeeded') {
    if (visited === 0) untrue('told as succeeded, and the site was not asked');
    if (writes && written === 0) untrue('told as succeeded, and no change was made');
  }
  return wrong;
}

/** Every fault passes: a run succeeds in the end, or a person is asked, unless something befell it that ends it. */
function checkEnd({ label, statements }: Aftermath, excused: readonly string[]): Wrong[] {
  const { status, code } = label;
  if (status === 'succeeded' || (status === 'outcome-unknown' && statements?.mark)) return [];
  const ended = `${status} ${code}`;
  if (excused.includes(ended)) return [];
  return [{ kind: 'lost', what: `ended as ${ended}, though nothing hindered it for good` }];
}

/** What cannot be made good by another attempt. */
const excuses: Partial<Record<FaultName, readonly string[]>> = {
  // A page at which a browser died would end the next one too.
  'browsers killed': ['failed page-crashed'],
  // The clock jumped over the end of what was certified: nothing may be written under it any more.
  'broker’s clock fast': ['failed mark-refused'],
};

/** What cannot be made good once the mark was given: no other attempt may follow it. */
const marked: Partial<Record<FaultName, readonly string[]>> = {
  // The mark's answer was lost, and its page did not wait until it could be asked for again.
  'network cut for long': ['failed mark-refused'],
};

/** One release per attempt, none after the mark, one end, and the service tells what the broker knows. */
function checkStatements({ label }: Aftermath, known: RunStatements): Wrong[] {
  const wrong: Wrong[] = [];
  const certificates = known.certificates.map((each) => read(certificate, signedFromJson(each)));
  const attempts = certificates.map(({ attempt }) => attempt);
  if (new Set(attempts).size !== attempts.length)
    wrong.push({ kind: 'twice', what: `attempts ${attempts.join(', ')} were released` });
  const pods = certificates.map(({ uid }) => uid);
  if (new Set(pods).size !== pods.length)
    wrong.push({ kind: 'twice', what: 'a pod got keys twice' });
  const marked = known.mark && read(mark, signedFromJson(known.mark)).attempt;
  if (marked !== undefined && marked !== Math.max(...attempts))
    wrong.push({ kind: 'twice', what: `released after the mark of attempt ${marked}` });
  const seen = known.gone.map((each) => read(gone, signedFromJson(each)).uid);
  if ([...new Set(seen)].toSorted().join() !== pods.toSorted().join())
    wrong.push({ kind: 'orphans', what: 'not every pod is known to be gone' });
  const told = known.end && read(end, signedFromJson(known.end)).status;
  const expected = told ?? (marked === undefined ? undefined : 'outcome-unknown');
  if (expected && label.status !== expected)
    wrong.push({ kind: 'untrue', what: `told as ${label.status}, and it is ${expected}` });
  return wrong;
}

/** What lives belongs to the pods that wait; no folder of any other is left. */
async function checkOrphans({ stack }: World): Promise<Wrong[]> {
  const { live } = openRecords(join(stack.folders.cage, 'pods.json')).records;
  const wrong: Wrong[] = [];
  const atMost = 1;
  if (live.length > atMost)
    wrong.push({ kind: 'orphans', what: `${live.length} pods live, where ${atMost} waits` });
  const known = new Set<number>();
  for (const { tag, user } of live) {
    for (const pid of await processesOf({ tag, user })) known.add(pid);
  }
  for (const pid of await podProcesses(stack.folders.pod)) {
    if (!known.has(pid)) wrong.push({ kind: 'orphans', what: `process ${pid} is no known pod's` });
  }
  return wrong;
}

async function podProcesses(folder: string): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(folder)) found.push(Number(name));
  }
  return found;
}

/** What was struck is back after so long, ms. */
const backMs = 60_000;

const awayCodes: ReadonlySet<string> = new Set(['internal', 'runner-unreachable']);

/** The runner's own word that it cannot answer now; any other is thrown. */
function unlessAway(error: unknown): undefined {
  if (error instanceof EngineError && awayCodes.has(error.code)) return undefined;
  throw error;
}

/** The device checks the log against what it saw before, and a report against the broker's word. */
async function checkDevice({ label, statements }: Aftermath, blind: boolean): Promise<Wrong[]> {
  const look = async () => {
    await device.syncCharter(await device.connect());
    return { seen: statements?.end && (await evidenceOf(label.run)) };
  };
  // A database that was struck still comes back; a person looks again.
  const { seen } = await until(() => look().catch(unlessAway), backMs);
  if (!seen) return [];
  const { proof, report } = seen;
  const isWrong = ({ what, ok }: (typeof proof.lines)[number]) =>
    !ok && !(blind && what === 'gone');
  const failed = proof.lines.filter(isWrong).map((line) => JSON.stringify(line));
  const wrong: Wrong[] = failed.map((what) => ({ kind: 'untrue', what }));
  if (report.status !== label.status)
    wrong.push({ kind: 'untrue', what: `reported ${report.status}, told as ${label.status}` });
  return wrong;
}
