import { MayflyError } from '@mayfly/shared/base/errors.ts';
import { grantProblem } from '@mayfly/shared/envelope/grant-force.ts';
import { latestSlot, slotRun } from '@mayfly/shared/envelope/slot.ts';
import { openGrant } from '../charter/read-grant.ts';
import { lastHeard } from '../store/beats.ts';
import { inOrg } from '../store/database.ts';
import { dropDue, dueAt, lockDue } from '../store/due.ts';
import { insertFeed } from '../store/feed.ts';
import { readOrg } from '../store/orgs.ts';
import { scheduleNext } from './schedule-next.ts';
import type { Due } from '@mayfly/shared/api/feed.ts';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { OpenGrant } from '../charter/read-grant.ts';
import type { Deps } from '../deps.ts';
import type { InOrg } from '../store/database.ts';
import type { OrgRow } from '../store/orgs.ts';
import type { DueRow } from '../store/due.ts';

const rowsAtOnce = 100;

/** Tells the service of every slot that is due now, and sets each grant's next one. Answers how many grants were due. */
export async function tellDue(deps: Deps): Promise<number> {
  let count = 0;
  for (;;) {
    const now = deps.clock.now();
    const rows = await dueAt(deps.database, now, rowsAtOnce);
    for (const [org, own] of Map.groupBy(rows, (row) => row.org))
      await tellOrg(deps, org, own, now);
    count += rows.length;
    if (rows.length > 0) deps.bell.ring();
    if (rows.length < rowsAtOnce) return count;
  }
}

async function tellOrg(
  deps: Deps,
  org: OrgId,
  rows: readonly DueRow[],
  now: number,
): Promise<void> {
  const last = await inOrg(deps.database, org, async (at) => {
    const told: Due[] = [];
    for (const row of rows) {
      if (!(await lockDue(at, row))) continue;
      const due = await takeDue(deps, at, row, now);
      if (due) told.push(due);
      if (due) deps.tally.due(now - due.slot);
    }
    const entries = told.map((due) => ({ org, kind: 'due', ref: JSON.stringify(due), at: now }));
    return deps.watermark.pass(await insertFeed(at.tx, entries));
  });
  deps.watermark.raise(last);
}

/**
 * The slot of a grant to tell of: the latest one that is inside its grace, where the grant is in force and nothing waits to be
 * opened after a restore. Earlier ones are
 * missed: a machine that slept over six slots runs once.
 */
async function takeDue(deps: Deps, at: InOrg, row: DueRow, now: number): Promise<Due | undefined> {
  const { grant_subject: grantSubject, grant_id: grantId } = row;
  const open = await openGrantOrNone(deps, at, row);
  if (!open) {
    await dropDue(at, [grantSubject]);
    return undefined;
  }
  const { grant } = open;
  await scheduleNext(at, { grantSubject, grantId, grant, after: now });
  const slot = grant.schedule && latestSlot(grant.schedule, now);
  if (slot === undefined || slot < row.slot || !grant.schedule) return undefined;
  const org = await readOrg(at);
  if (org.challenge || slot <= (org.opened_at ?? 0)) return undefined;
  if (!(await isInForce(deps, at, org, { open, now }))) return undefined;
  const run = slotRun(at.org, grantSubject, slot);
  const { graceMs } = grant.schedule;
  return { org: at.org, grantSubject, run, slot, graceMs, deadlineMs: grant.deadlineMs };
}

async function isInForce(
  deps: Deps,
  at: InOrg,
  org: OrgRow,
  { open: { row, grant }, now }: { open: OpenGrant; now: number },
): Promise<boolean> {
  const charter = await deps.charters.at(at, org);
  const heard = await lastHeard(at);
  return !grantProblem({
    id: row.id,
    grant,
    charter,
    now,
    lastHeard: (person) => heard.get(person),
  });
}

async function openGrantOrNone(
  deps: Deps,
  at: InOrg,
  { grant_id }: DueRow,
): Promise<OpenGrant | undefined> {
  try {
    return await openGrant(at, deps.keys, grant_id);
  } catch (error) {
    if (error instanceof MayflyError) return undefined;
    throw error;
  }
}
