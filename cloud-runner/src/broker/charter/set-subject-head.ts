import { RequestError } from '@mayfly/shared/base/errors.ts';
import { writeStub } from '@mayfly/shared/envelope/format.ts';
import { dropWrap, findHead, setHead } from '../store/heads.ts';
import type { InOrg } from '../store/database.ts';
import type { NewHead } from './check-heads.ts';

/**
 * Makes what a link brought the newest of its subject. Of a session or secret only the newest can be released; older
 * automations stay, since grants name them by id. Throws `charter-moved` when a session follows another one than the
 * newest: a renewal was faster.
 */
export async function setSubjectHead(at: InOrg, head: NewHead, masterN: number): Promise<void> {
  const { act, header } = head;
  const before = await findHead(at, act.subject);
  const follows = header.prev ?? (act.purpose === 'session' ? undefined : before?.id);
  if (follows !== before?.id) throw new RequestError('charter-moved');
  if (before && (act.purpose === 'session' || act.purpose === 'secret'))
    await dropWrap(at, before.id);
  await setHead(
    at,
    {
      subject: act.subject,
      purpose: act.purpose,
      id: act.id,
      prev: before?.id ?? null,
      owner: act.owner ?? null,
      scope: act.scope ?? null,
    },
    { stub: writeStub(head.stub), sender: head.sender, master_n: masterN, wrap: head.wrap },
  );
}
