import { SealError } from '@mayfly/shared/base/errors.ts';
import { getAutomation } from '../cloud/automations.ts';
import { syncCharter } from '../cloud/charter.ts';
import { connect } from '../cloud/doors.ts';
import { knownSignIns } from '../store/sign-ins.ts';
import { openDraft, openEdit } from '../vault/drafts.ts';
import { proposalOfChange, proposalOfDraft, proposalOfImport } from './proposal.ts';
import type { Subject } from '@mayfly/shared/base/ids.ts';
import type { Connection } from '../cloud/doors.ts';
import type { Around } from './choices.ts';
import type { Proposal } from './proposal.ts';

/** All that a review needs. */
export type LoadedReview = { proposal: Proposal; connection: Connection; around: Around };

/**
 * The draft of this id, else the change of the automation of this subject, else what was imported under it. Throws
 * `draft-gone` when it is none of them.
 */
export async function loadReview(id: string): Promise<LoadedReview> {
  const connection = await connect();
  const [{ charter }, signIns, draft, edited] = await Promise.all([
    syncCharter(connection),
    knownSignIns.getValue(),
    openDraft(id),
    openEdit(id),
  ]);
  const around = { charter, signIns: Object.values(signIns) };
  if (draft) return { proposal: proposalOfDraft(draft), connection, around };
  if (charter.heads.has(id as Subject)) {
    const before = await getAutomation(connection, charter, id as Subject);
    return { proposal: proposalOfChange(before, edited ?? before.automation), connection, around };
  }
  if (!edited) throw new SealError('draft-gone');
  return { proposal: proposalOfImport(edited), connection, around };
}
