import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileAt, filesBelow, sinkOf } from './sinks.ts';
import type { RunEvidence } from '../harness/run-evidence.ts';
import type { LeakWorld } from './world.ts';
import type { Sink } from './sinks.ts';

/** Every kind of place in which a canary may not lie, with all that is there now. */
export type Places = Readonly<Record<string, readonly Sink[]>>;

/** What the machine holds after a run. */
export function placesOf({ stack, wires, seen, startedAt }: LeakWorld): Places {
  const { data, folders } = stack;
  const kept = filesBelow(data);
  const isBelow = (folder: string) => (sink: Sink) => sink.name.startsWith(`${folder}/`);
  const [isDatabase, isLog] = [isBelow(folders.postgres), isBelow(folders.logs)];
  return {
    'both databases, with their logs of changes': kept.filter(isDatabase),
    logs: kept.filter(isLog),
    'what else the runner keeps': kept.filter((sink) => !isDatabase(sink) && !isLog(sink)),
    'what lives as long as the machine': filesBelow(folders.runtime),
    'traffic between the parts': wires.flatMap(({ passed, url }) =>
      passed.map((bytes, at) => sinkOf(`${url} ${at}`, bytes)),
    ),
    'arguments and environments of processes': [...seen.values()],
    'temporary files': temporary(startedAt).filter((sink) => !isBelow(data)(sink)),
    'core files and crash dumps': dumps(startedAt),
  };
}

/** What a person opens: the report, and all that it lists. */
export function placesOfReport({ report, proof, artifacts }: RunEvidence): Places {
  return {
    'the opened report': [sinkOf('report', Buffer.from(JSON.stringify(report)))],
    'its pictures, as bytes': [...proof.artifacts].map(([id, { plain }]) =>
      sinkOf(`artifact ${id}`, Buffer.from(plain)),
    ),
    'its pictures, as they are stored': [...artifacts].map(([id, file]) =>
      sinkOf(`stored ${id}`, Buffer.from(file)),
    ),
  };
}

/** Images may be built beside it, and hold programs alone. */
const ours = /^mayfly-(?!image-)|^puppeteer|^\.?org\.chromium|^\.com\.google|core|\.dmp$/i;

/** What was made for a time since the start, of whatever was named by us or by a browser. */
function temporary(since: number): Sink[] {
  return [tmpdir(), '/var/tmp', '/dev/shm', '/run']
    .flatMap((folder) => entries(folder).filter((path) => ours.test(path.slice(folder.length + 1))))
    .filter((path) => changedSince(path, since))
    .flatMap((path) => (isFolder(path) ? filesBelow(path) : [fileAt(path)]));
}

/** Where a system puts the memory of who crashed, as far as its pattern says so, and where Chromium does. */
function dumps(since: number): Sink[] {
  const pattern = readFileSync('/proc/sys/kernel/core_pattern', 'utf8').trim();
  const [, named] = /^(\/.*)\/[^/]*$/.exec(pattern) ?? [];
  const usual = [
    '/var/crash',
    '/var/lib/systemd/coredump',
    '/cores',
    process.cwd(),
    '/',
    homedir(),
  ];
  const folders = [...usual, ...(named ? [named] : [])].filter(existsSync);
  const cores = folders
    .flatMap((folder) => entries(folder).filter((path) => /\/core(\.\d+)?$|\.dmp$/.test(path)))
    .filter((path) => changedSince(path, since));
  const reports = join(homedir(), '.config', 'chromium', 'Crash Reports');
  return [...cores.map(fileAt), ...filesBelow(reports)];
}

function entries(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => join(folder, name));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function changedSince(path: string, since: number): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.ctimeMs ?? 0) >= since;
}
