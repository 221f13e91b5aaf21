import { sql } from 'kysely';
import type { EnvelopeId, RunId } from '@mayfly/shared/base/ids.ts';
import type { InOrg } from './database.ts';
import { telling } from './wake.ts';
import type { EventRow } from './tables.ts';

/** What is new: a piece of progress, or (without envelope) that a run changed. */
export type NewEvent = {
  run: RunId;
  attempt?: number;
  step?: number;
  of?: number;
  envelope?: EnvelopeId;
};

/**
 * Adds a line to the organization's stream and wakes its readers. The stream's row is held until the transaction ends, so
 * that lines become visible in the order of their numbers: who changes many things adds it last. One question to the database.
 * Answers the number.
 */
export async function addEvent(at: InOrg, event: NewEvent): Promise<number> {
  const { org, tx } = at;
  const { run, attempt = null, step = null, of = null, envelope = null } = event;
  const { rows } = await sql<{ last: number }>`
    with moved as (
      insert into streams (org, last) values (${org}, 1)
      on conflict (org) do update set last = streams.last + 1 returning last
    ), line as (
      insert into events (org, n, run, attempt, step, "of", envelope)
      select ${org}, last, ${run}, ${attempt}::int, ${step}::int, ${of}::int, ${envelope} from moved
    )
    select last, ${telling(`org:${org}`)} from moved`.execute(tx);
  const [{ last } = { last: 0 }] = rows;
  return last;
}

/** The number of the last line; 0 for none. */
export async function lastEvent({ org, tx }: InOrg): Promise<number> {
  const row = await tx
    .selectFrom('streams')
    .select('last')
    .where('org', '=', org)
    .executeTakeFirst();
  return row?.last ?? 0;
}

/** At most 200 lines after number `n`, in order. */
export function eventsAfter({ org, tx }: InOrg, n: number): Promise<EventRow[]> {
  return tx
    .selectFrom('events')
    .selectAll()
    .where('org', '=', org)
    .where('n', '>', n)
    .orderBy('n')
    .limit(200)
    .execute();
}

/** The progress of a run so far, in order. */
export function progressOf({ org, tx }: InOrg, run: RunId): Promise<EventRow[]> {
  return tx
    .selectFrom('events')
    .selectAll()
    .where('org', '=', org)
    .where('run', '=', run)
    .where('envelope', 'is not', null)
    .orderBy('n')
    .execute();
}

/** The number of the line that announced this piece of progress. */
export async function findPiece(
  { org, tx }: InOrg,
  run: RunId,
  attempt: number,
  envelope: EnvelopeId,
): Promise<number | undefined> {
  const row = await tx
    .selectFrom('events')
    .select('n')
    .where('org', '=', org)
    .where('run', '=', run)
    .where('attempt', '=', attempt)
    .where('envelope', '=', envelope)
    .executeTakeFirst();
  return row?.n;
}
