import { getAutomation, versionsOf } from '../../cloud/automations.ts';
import { syncCharter } from '../../cloud/charter.ts';
import { connect } from '../../cloud/doors.ts';
import { knownSignIns } from '../../store/sign-ins.ts';
import { openEdit } from '../../vault/drafts.ts';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import type { EnvelopeId, Subject } from '@mayfly/shared/base/ids.ts';
import type { SavedAutomation } from '../../cloud/automations.ts';
import type { KnownSignIn } from '../../store/sign-ins.ts';

/** An automation with its versions, the oldest first, and what was edited here and not saved. */
export type LoadedAutomation = {
  readonly saved: SavedAutomation;
  readonly versions: readonly { id: EnvelopeId; automation: Automation }[];
  readonly edited: Automation | undefined;
  /** The sign-in that it uses, where this device knows it. */
  readonly signIn: KnownSignIn | undefined;
};

/** Opens an automation and everything that it was. */
export async function loadAutomation(subject: Subject): Promise<LoadedAutomation> {
  const connection = await connect();
  const { charter } = await syncCharter(connection);
  const [saved, versions, edited, signIns] = await Promise.all([
    getAutomation(connection, charter, subject),
    versionsOf(connection, charter, subject),
    openEdit(subject),
    knownSignIns.getValue(),
  ]);
  const used = saved.grant?.body.sessions[0]?.subject;
  return { saved, versions, edited, signIn: used ? signIns[used] : undefined };
}
