import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { goneGradeSchema } from '@mayfly/shared/api/run-state.ts';

/** What is written down of a pod before it starts, so that a spawner started later can find and end it. */
const liveRecordSchema = z.strictObject({
  uid: z.string(),
  name: z.string(),
  bornAt: z.int(),
  tag: z.string(),
  user: z.int().optional(),
  /** Its process, where it has no namespaces to be known by. */
  pid: z.int().optional(),
  /** A folder of its own that must go as well. */
  dir: z.string().optional(),
});
export type LiveRecord = z.infer<typeof liveRecordSchema>;

const goneRecordSchema = z.strictObject({ uid: z.string(), gone: goneGradeSchema });
export type GoneRecord = z.infer<typeof goneRecordSchema>;

const recordsSchema = z.strictObject({
  live: z.array(liveRecordSchema),
  gone: z.array(goneRecordSchema),
  /** Where the search for a free user goes on, so that none is used again soon. */
  nextUser: z.int(),
});
export type Records = z.infer<typeof recordsSchema>;

/** How many pods that are gone are remembered. The broker asks within minutes. */
const goneAtMost = 2_000;

/** The list of pods, on disk at each change: what dies with the machine needs no more than that. */
export type RecordBook = { records: Records; save: () => void };

/** Opens the list at `path`; what cannot be read is started anew, since no pod can be found by it. */
export function openRecords(path: string): RecordBook {
  const records = readRecords(path);
  return {
    records,
    save() {
      records.gone.splice(0, records.gone.length - goneAtMost);
      writeFileSync(`${path}.new`, JSON.stringify(records), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}

function readRecords(path: string): Records {
  try {
    return recordsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { live: [], gone: [], nextUser: 0 };
  }
}
