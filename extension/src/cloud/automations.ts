import { readAutomation } from '@mayfly/shared/automation/parse.ts';
import { MayflyError, SealError } from '@mayfly/shared/base/errors.ts';
import { grantProblem } from '@mayfly/shared/envelope/grant-force.ts';
import { readGrant } from '@mayfly/shared/envelope/grant.ts';
import { appendLink } from './append-link.ts';
import { openNamed } from './envelopes.ts';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import type { Code } from '@mayfly/shared/base/errors.ts';
import type { EnvelopeId, Subject } from '@mayfly/shared/base/ids.ts';
import type { Charter, Head } from '@mayfly/shared/envelope/charter.ts';
import type { GrantProblem } from '@mayfly/shared/envelope/grant-force.ts';
import type { Grant } from '@mayfly/shared/envelope/grant.ts';
import type { Connection } from './doors.ts';

/** A permission as it is signed, and whether it holds; freshness is the broker's to say. */
export type SavedGrant = {
  readonly id: EnvelopeId;
  readonly subject: Subject;
  readonly body: Grant;
  readonly at: number;
  readonly problem?: GrantProblem;
};

/** An automation at its head, with the permission that runs it: of this version, or still of an earlier one. */
export type SavedAutomation = {
  readonly subject: Subject;
  readonly id: EnvelopeId;
  readonly automation: Automation;
  readonly grant?: SavedGrant;
};

/** How long a trial's permission holds at most. */
export const trialMs = 3_600_000;

/** What could not be opened on this device, and why. */
export type Unopened = { readonly subject: Subject; readonly code: Code };

/** All automations of the organization, trials left out; those that cannot be opened are told. */
export async function listAutomations(
  connection: Connection,
  charter: Charter,
): Promise<{ automations: SavedAutomation[]; unopened: Unopened[] }> {
  const grants = await grantsOf(connection, charter);
  const automations: SavedAutomation[] = [];
  const unopened: Unopened[] = [];
  const read = async (subject: Subject, { id }: Head) => {
    const own = grants.filter(({ body }) => subjectOf(charter, body) === subject);
    const grant = own.find((each) => !isTrial(each));
    if (!grant && own.length > 0) return;
    try {
      const automation = readAutomation(await openNamed(connection, charter, id));
      automations.push({ subject, id, automation, ...(grant ? { grant } : {}) });
    } catch (error) {
      if (!(error instanceof MayflyError) || error.code === 'runner-unreachable') throw error;
      unopened.push({ subject, code: error.code });
    }
  };
  await Promise.all(headsOf(charter, 'automation').map(([subject, head]) => read(subject, head)));
  return { automations, unopened };
}

/** A permission to try something once: it changes nothing, runs once and ends within the hour (FLOWS §3.7). */
export function isTrial({ body, at }: SavedGrant): boolean {
  const { writes, schedule, perDay, attempts, notAfter } = body;
  const once = perDay === 1 && attempts === 1 && notAfter - at <= trialMs;
  return once && !schedule && writes.every(({ reading }) => reading);
}

/** One automation. Throws `unproved` when no link names it. */
export async function getAutomation(
  connection: Connection,
  charter: Charter,
  subject: Subject,
): Promise<SavedAutomation> {
  const { automations } = await listAutomations(connection, charter);
  const found = automations.find((one) => one.subject === subject);
  if (!found) throw new SealError('unproved');
  return found;
}

/** The versions of an automation that the charter ever named, oldest first. */
export async function versionsOf(
  connection: Connection,
  charter: Charter,
  subject: Subject,
): Promise<{ id: EnvelopeId; automation: Automation }[]> {
  const ids = [...charter.named]
    .filter(([, named]) => named.subject === subject && named.purpose === 'automation')
    .toSorted(([, left], [, right]) => left.seq - right.seq)
    .map(([id]) => id);
  return Promise.all(
    ids.map(async (id) => ({
      id,
      automation: readAutomation(await openNamed(connection, charter, id)),
    })),
  );
}

/** The permission that an envelope id names, whether it still holds or not. */
export async function openGrant(
  connection: Connection,
  charter: Charter,
  id: EnvelopeId,
): Promise<SavedGrant> {
  const named = charter.named.get(id);
  if (!named) throw new SealError('unproved');
  const body = readGrant(await openNamed(connection, charter, id));
  const problem = grantProblem({ id, grant: body, charter, now: Date.now() });
  const at = charter.approvals.get(id)?.[0]?.at ?? charter.at;
  return { id, subject: named.subject, body, at, ...(problem ? { problem } : {}) };
}

/** Takes an automation and its permission back, for ever: what is in line is stopped by the broker. */
export async function removeAutomation(
  connection: Connection,
  { subject, grant }: SavedAutomation,
): Promise<void> {
  await appendLink(connection, () => [
    ...(grant ? [{ act: 'revoke' as const, subject: grant.subject }] : []),
    { act: 'revoke', subject },
  ]);
}

/** The automation that a grant runs, by subject. */
export function subjectOf(charter: Charter, { automations }: Grant): Subject | undefined {
  const [first] = automations;
  return first ? charter.named.get(first)?.subject : undefined;
}

async function grantsOf(connection: Connection, charter: Charter): Promise<SavedGrant[]> {
  const heads = headsOf(charter, 'grant');
  const grants = await Promise.all(heads.map(([, { id }]) => openGrant(connection, charter, id)));
  return grants.toSorted((left, right) => right.at - left.at);
}

function headsOf(charter: Charter, purpose: Head['purpose']): [Subject, Head][] {
  return [...charter.heads].filter(
    ([subject, head]) => head.purpose === purpose && !charter.revoked.has(subject),
  );
}
