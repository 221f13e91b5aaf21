import { hashOf } from '@mayfly/shared/envelope/sodium.ts';
import type { EnvelopeId, RunId, Subject } from '@mayfly/shared/base/ids.ts';
import type { Act, Link } from '@mayfly/shared/envelope/statement/link.ts';
import { happen } from '../runs/life.ts';
import { stop } from '../runs/stop.ts';
import { admitDevice, dismissDevice } from '../store/devices.ts';
import { deleteSubject, findLabel, keepEnvelope } from '../store/envelopes.ts';
import { deleteHead, setHead } from '../store/heads.ts';
import { lockRun, queuedByGrant } from '../store/runs.ts';
import type { Deps } from '../deps.ts';
import type { InOrg } from '../store/database.ts';

/** How long an older sign-in or secret is kept for a pod that got its key a moment ago: 1 h. */
const outdatedMs = 3_600_000;

/** A link of the charter: who belongs to the organization, which envelopes it names, what it revoked and settled. */
export async function applyLink(deps: Deps, at: InOrg, said: Link): Promise<void> {
  for (const act of said.acts) await applyAct(deps, at, act, said.at);
}

async function applyAct(deps: Deps, at: InOrg, act: Act, time: number): Promise<void> {
  switch (act.act) {
    case 'admit':
      return admitDevice(at, { ...pick(act), kid: hashOf(act.sign) });
    case 'dismiss':
      return dismissDevice(at, act.kid, time);
    case 'head':
      return moveHead(deps, at, act.subject, act.id);
    case 'revoke':
      return revoke(deps, at, act.subject);
    case 'settle':
      return settle(deps, at, act);
    case 'policy':
    case 'reading':
    case 'approve':
      return undefined; // Of no concern to who only carries.
  }
}

function pick({ sign, person, role }: Extract<Act, { act: 'admit' }>) {
  return { sign, person, role };
}

/** From now on this is the newest of its subject: it is kept. An older sign-in or secret goes. */
export async function moveHead(
  { now }: Deps,
  at: InOrg,
  subject: Subject,
  id: EnvelopeId,
): Promise<void> {
  const before = await setHead(at, subject, id);
  await keepEnvelope(at, id, null);
  if (!before) return;
  const old = await findLabel(at, before);
  const isOutdated = old?.purpose === 'session' || old?.purpose === 'secret';
  if (isOutdated) await keepEnvelope(at, before, now() + outdatedMs);
}

/** The broker took a pod's renewal of a session: it is the newest now. */
export async function applyRenewal(
  deps: Deps,
  at: InOrg,
  { subject, id }: { subject: Subject; id: EnvelopeId },
): Promise<void> {
  await moveHead(deps, at, subject, id);
}

/** Deletes the bodies of what was revoked, and cancels what waits for it. */
async function revoke(deps: Deps, at: InOrg, subject: Subject): Promise<void> {
  const id = await deleteHead(at, subject);
  await deleteSubject(at, subject);
  for (const run of await queuedByGrant(at, subject, id)) {
    const row = await lockRun(at, run);
    if (row) await stop(deps, at, row);
  }
}

async function settle(
  deps: Deps,
  at: InOrg,
  { run, done }: { run: RunId; done: boolean },
): Promise<void> {
  const row = await lockRun(at, run);
  if (row) await happen(deps, at, row, done ? 'settled-done' : 'settled-not-done');
}
