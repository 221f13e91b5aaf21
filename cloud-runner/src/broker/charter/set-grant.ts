import { RequestError } from '@mayfly/shared/base/errors.ts';
import { grantProblem } from '@mayfly/shared/envelope/grant-force.ts';
import { scheduleNext } from '../due/schedule-next.ts';
import { insertGrant } from '../store/grants.ts';
import { subjectsOf } from './read-grant.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Grant } from '@mayfly/shared/envelope/grant.ts';
import type { Change } from '../ledger/change.ts';
import type { NewHead } from './check-heads.ts';

/**
 * Keeps a grant, whole, and its next slot. Throws `not-allowed` when it names automations, sessions or secrets that the
 * organization does not have so: no approval could ever bring it in force.
 */
export async function setGrant(
  change: Change,
  charter: Charter,
  { head, file, grant }: { head: NewHead; file: Uint8Array; grant: Grant },
): Promise<void> {
  const { id, subject } = head.act;
  const problem = grantProblem({ id, grant, charter, now: change.now });
  if (problem && problem !== 'not-approved')
    throw new RequestError('not-allowed', { cause: new Error(problem) });
  const author = charter.named.get(id)?.author;
  if (!author) throw new Error(`Grant ${id} was not named by its link`);
  await insertGrant(change, {
    id,
    subject,
    author,
    envelope: file,
    uses: subjectsOf(grant, charter),
  });
  await scheduleNext(change, { grantSubject: subject, grantId: id, grant, after: change.now });
}
