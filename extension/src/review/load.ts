import { SealError } from '@mayfly/shared/base/errors.ts';
import { getAutomation } from '../cloud/automations.ts';
import { syncCharter } from '../cloud/charter.ts';
import { connect } from '../cloud/doors.ts';
import { editedAutomation } from '../store/edited.ts';
import { knownSignIns } from '../store/sign-ins.ts';
import { openDraft } from '../vault/drafts.ts';
import { proposalOfChange, proposalOfDraft } from './proposal.ts';
import type { Subject } from '@mayfly/shared/base/ids.ts';
import type { Connection } from '../cloud/doors.ts';
import type { Around } from './choices.ts';
import type { Proposal } from './proposal.ts';

/** All that a review needs. */
export type LoadedReview = { proposal: Proposal; connection: Connection; around: Around };

/** The draft of this id, else the change of the automation of this subject. Throws `draft-gone` when it is neither. */
export async function loadReview(id: string): Promise<LoadedReview> {
  const connection = await connect();
  const [{ charter }, signIns, draft] = await Promise.all([
    syncCharter(connection),
    knownSignIns.getValue(),
    openDraft(id),
  ]);
  const around = { charter, signIns: Object.values(signIns) };
  if (draft) return { proposal: proposalOfDraft(draft), connection, around };
  if (!charter.heads.has(id as Subject)) throw new SealError('draft-gone');
  const before = await getAutomation(connection, charter, id as Subject);
  const edited = await editedAutomation(id).getValue();
  return { proposal: proposalOfChange(before, edited ?? before.automation), connection, around };
}
