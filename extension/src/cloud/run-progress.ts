import { open } from '@mayfly/shared/envelope/open.ts';
import { podOf } from '@mayfly/shared/envelope/sender.ts';
import { readProgress } from '@mayfly/shared/report/read-report.ts';
import { fetchFiles } from './run-evidence.ts';
import type { ProgressLabel } from '@mayfly/shared/api/service-routes.ts';
import type { EnvelopeId, RunId } from '@mayfly/shared/base/ids.ts';
import type { Opened } from '@mayfly/shared/envelope/open.ts';
import type { Certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import type { Outcome } from '@mayfly/shared/player/outcome.ts';
import type { Connection } from './doors.ts';

/** What was opened of a run in this page: an id names the same bytes for ever. Dies with the page. */
export type RunCache = {
  readonly progress: Map<EnvelopeId, Outcome>;
  readonly artifacts: Map<EnvelopeId, Opened>;
};

/** Nothing opened yet. */
export function emptyCache(): RunCache {
  return { progress: new Map(), artifacts: new Map() };
}

/** The outcomes that the pod of this certificate has announced so far, in order; its pictures are opened on the way. */
export async function openProgress(
  connection: Connection,
  { run, said, labels }: { run: RunId; said: Certificate; labels: readonly ProgressLabel[] },
  cache: RunCache,
): Promise<Outcome[]> {
  const ids = labels
    .filter(({ attempt }) => attempt === said.attempt)
    .map(({ envelope }) => envelope);
  const fresh = ids.filter((id) => !cache.progress.has(id));
  const files = await fetchFiles(connection, fresh);
  for (const [id, file] of files) {
    const { plain } = openOf(connection, { run, said, id, purpose: 'progress' }, file);
    cache.progress.set(id, readProgress(plain).outcome);
  }
  return ids.flatMap((id) => cache.progress.get(id) ?? []);
}

/** Opens the pictures of these outcomes that are not opened yet. */
export async function openPictures(
  connection: Connection,
  { run, said, outcomes }: { run: RunId; said: Certificate; outcomes: readonly Outcome[] },
  { artifacts }: RunCache,
): Promise<void> {
  const ids = outcomes
    .flatMap(({ pictures = [] }) => pictures.map(({ artifact }) => artifact as EnvelopeId))
    .filter((id) => !artifacts.has(id));
  for (const [id, file] of await fetchFiles(connection, ids)) {
    artifacts.set(id, openOf(connection, { run, said, id, purpose: 'artifact' }, file));
  }
}

function openOf(
  { org, keys }: Connection,
  given: { run: RunId; said: Certificate; id: EnvelopeId; purpose: 'progress' | 'artifact' },
  file: Uint8Array,
): Opened {
  const { run, said, id, purpose } = given;
  const expected = { purpose, org, subject: run, id, senderOf: podOf(said), now: Date.now() };
  return open(file, expected, [keys.reading]);
}
