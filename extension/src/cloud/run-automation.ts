import { readAutomation } from '@mayfly/shared/automation/parse.ts';
import { RequestError, SealError } from '@mayfly/shared/base/errors.ts';
import { isTrial, openGrant } from './automations.ts';
import { openNamed } from './envelopes.ts';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import type { RunLabel } from '@mayfly/shared/api/service-routes.ts';
import type { EnvelopeId, Subject } from '@mayfly/shared/base/ids.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { SavedGrant } from './automations.ts';
import type { Connection } from './doors.ts';

/** What a run played: this version, under this permission. */
export type RanAutomation = {
  readonly subject: Subject;
  readonly id: EnvelopeId;
  readonly automation: Automation;
  readonly grant: SavedGrant;
  readonly isTrial: boolean;
};

/** What says which permission a run is by: an order its id, a slot its subject. */
export type ByGrant = Pick<RunLabel, 'grant' | 'grantSubject'>;

/** What a run plays, by the permission that started it; undefined where that was removed and cannot be opened any more. */
export async function automationOfRun(
  connection: Connection,
  charter: Charter,
  by: ByGrant,
): Promise<RanAutomation | undefined> {
  const grantId = grantOf(charter, by);
  if (!grantId) return undefined;
  try {
    const grant = await openGrant(connection, charter, grantId);
    const [id] = grant.body.automations;
    const subject = id && charter.named.get(id)?.subject;
    if (!id || !subject) return undefined;
    const automation = readAutomation(await openNamed(connection, charter, id));
    return { subject, id, automation, grant, isTrial: isTrial(grant) };
  } catch (error) {
    if (error instanceof SealError || error instanceof RequestError) return undefined;
    throw error;
  }
}

function grantOf(charter: Charter, { grant, grantSubject }: ByGrant): EnvelopeId | undefined {
  return grant ?? (grantSubject && charter.heads.get(grantSubject)?.id);
}
