import { call } from '@mayfly/shared/api/client.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { MayflyError } from '@mayfly/shared/base/errors.ts';
import { startBrowser } from './browser.ts';
import { beBorn } from './birth.ts';
import { claimKeys } from './claim.ts';
import { openContents } from './contents.ts';
import { openDoors } from './doors.ts';
import { fenceProof } from './fence-report.ts';
import { startFence } from './fence/fence.ts';
import { prove } from './proof.ts';
import { pullAssignment } from './assignment.ts';
import { runAttempt } from './run.ts';
import { watchForStop } from './stopping.ts';
import type { Assignment } from '@mayfly/shared/api/service-routes.ts';
import type { Code } from '@mayfly/shared/base/errors.ts';
import type { FenceProof } from '@mayfly/shared/envelope/claim.ts';
import type { Self } from './birth.ts';
import type { Released } from './claim.ts';
import type { Contents } from './contents.ts';
import type { Doors } from './doors.ts';
import type { Fence } from './fence/fence.ts';

/** A pod's whole life: born, shut in, asked, unlocked, played, told, gone. */
async function live(): Promise<void> {
  const stopping = watchForStop();
  const self = await beBorn(process.stdin);
  const fence = fenceOf(self);
  const { birth, anchor } = self;
  const from = Date.now();
  const forbidden = anchor.targets;
  const started = await startBrowser({
    dir: birth.dir,
    fence,
    forbidden,
    uid: birth.browserUid,
    executable: birth.browser,
  });
  try {
    const facts = await prove(started, { answering: anchor.brokerUrl, forbidden });
    const proof = fenceProof(fence, facts, from, Date.now());
    const { service } = openDoors(self);
    const assignment = await pullAssignment(service, self, stopping.signal);
    if (!assignment) return;
    const doors = openDoors(self, assignment.org);
    const { released, contents } = await unlock(doors, self, assignment, proof);
    stopping.limit(Math.min(birth.deadlineAt, Date.now() + contents.grant.deadlineMs));
    const { browser } = started;
    await runAttempt({ self, doors, released, contents, browser, fence, facts, stopping });
  } finally {
    await started.close();
    fence.close();
  }
}

/** Claims and opens; what is refused is told to the service, which alone can wait and try again. */
async function unlock(
  doors: Doors,
  self: Self,
  assignment: Assignment,
  proof: FenceProof,
): Promise<{ released: Released; contents: Contents }> {
  try {
    const released = await claimKeys(doors.broker, self, assignment, proof);
    return { released, contents: await openContents(doors.service, released) };
  } catch (error) {
    const { run, attempt } = assignment;
    await call(doors.service, serviceRoutes.refusal, {
      params: { run, attempt: String(attempt) },
      body: { code: lastWord(error) },
    });
    throw error;
  }
}

function fenceOf({ anchor }: Self): Fence {
  const { eye, privateOrigins, caBundle, proxy, hosts } = anchor;
  return startFence({ eye, privateOrigins, caBundle, upstreamProxy: proxy, hosts });
}

/** Only a code leaves the pod this way: what went wrong may quote what is sealed. */
function lastWord(error: unknown): Code {
  return error instanceof MayflyError ? error.code : 'internal';
}

try {
  await live();
  process.exit(0);
} catch (error) {
  console.error(lastWord(error));
  process.exit(1);
}
