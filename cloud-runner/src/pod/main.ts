import { call } from '@mayfly/shared/api/client.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { EngineError, MayflyError } from '@mayfly/shared/base/errors.ts';
import { type StartedBrowser, startBrowser } from './browser.ts';
import { beBorn } from './birth.ts';
import { claimKeys } from './claim.ts';
import { authorityOf } from './contact.ts';
import { openContents, openGrant } from './contents.ts';
import { openDoors } from './doors.ts';
import { keepLine } from './keep-line.ts';
import { fenceProof } from './fence-report.ts';
import { startFence } from './fence/fence.ts';
import { watchReach } from './out-of-reach.ts';
import { prove } from './proof.ts';
import { pullAssignment } from './assignment.ts';
import { runAttempt } from './run.ts';
import { watchForStop } from './stopping.ts';
import { endUnopened, isFinal } from './unopened.ts';
import type { Browser } from 'puppeteer-core';
import type { Assignment } from '@mayfly/shared/api/service-routes.ts';
import type { Code } from '@mayfly/shared/base/errors.ts';
import type { FenceProof } from '@mayfly/shared/envelope/claim.ts';
import type { Self } from './birth.ts';
import type { Released } from './claim.ts';
import type { Doors } from './doors.ts';
import type { Fence } from './fence/fence.ts';
import type { FenceFacts } from './proof.ts';
import type { Watch } from './out-of-reach.ts';
import type { Stopping } from './stopping.ts';

type Prepared = StartedBrowser & {
  readonly facts: FenceFacts;
  readonly proof: FenceProof;
  readonly reach: Watch;
};
type Alive = Prepared & {
  readonly self: Self;
  readonly fence: Fence;
  readonly stopping: Stopping & { readonly limit: (deadlineAt: number) => void };
};

/** A pod's whole life: born, shut in, asked, unlocked, played, told, gone. */
async function live(): Promise<void> {
  const stopping = watchForStop();
  const self = await beBorn(process.stdin);
  const fence = fenceOf(self);
  const started = await prepared(self, fence, stopping);
  try {
    const signal = AbortSignal.any([stopping.signal, whenLost(started.browser)]);
    const assignment = await waitForWork(self, signal);
    if (assignment) await serve({ self, fence, stopping, ...started }, assignment);
  } finally {
    await started.close();
    started.reach.stop();
    fence.close();
  }
}

/** Work, once there is some; whoever waits for it keeps a line to the broker open meanwhile, so that its claim goes out at once. */
async function waitForWork(self: Self, signal: AbortSignal): Promise<Assignment | undefined> {
  const { service, broker } = openDoors(self);
  const waiting = new AbortController();
  if (!isMadeForOne(self)) void keepLine(broker, waiting.signal);
  try {
    return await pullAssignment(service, self, signal);
  } finally {
    waiting.abort();
  }
}

/** Whether it was made for one run, which has work for it at once; any other is warm, and waits. */
const isMadeForOne = ({ birth }: Self): boolean => birth.name.startsWith('run-');

/** Aborted when a browser is gone: a pod that waits with none would take a run only to lose it. */
function whenLost(browser: Browser): AbortSignal {
  const losing = new AbortController();
  browser.once('disconnected', () => losing.abort(new EngineError('evicted')));
  return losing.signal;
}

/** The browser, shut in and proved to be. Where it cannot be, whoever waits for this pod is told why. */
async function prepared(self: Self, fence: Fence, { signal }: Stopping): Promise<Prepared> {
  const { birth, anchor } = self;
  const { brokerUrl: answering, targets, outOfReach = [] } = anchor;
  const forbidden = [...targets, ...outOfReach];
  const from = Date.now();
  const reach = watchReach(authorityOf(answering), outOfReach);
  try {
    const { dir, browserUid: uid, browser: executable } = birth;
    const started = await startBrowser({ dir, fence, forbidden, uid, executable });
    try {
      const trial = { answering, forbidden: targets, outOfReach };
      const [facts, { rounds }] = await Promise.all([prove(started, trial), reach.proved()]);
      const proof = fenceProof(fence, facts, { from, until: Date.now(), rounds });
      return { ...started, facts, proof, reach };
    } catch (error) {
      await started.close();
      throw error;
    }
  } catch (error) {
    reach.stop();
    await tellUnfit(self, signal, error);
    throw error;
  }
}

/** A pod made for one run has work at once, and says why it cannot do it; a warm one just leaves. */
async function tellUnfit(self: Self, signal: AbortSignal, error: unknown): Promise<void> {
  if (!isMadeForOne(self)) return;
  const assignment = await pullAssignment(openDoors(self).service, self, signal);
  if (assignment) await refuse(openDoors(self, assignment.org), assignment, error);
}

async function serve(alive: Alive, assignment: Assignment): Promise<void> {
  const { self, stopping, proof } = alive;
  const doors = openDoors(self, assignment.org);
  const released = await unlock(doors, self, assignment, proof);
  const grant = openGrant(released);
  const contents = await openContents(doors.service, released, grant).catch((error: unknown) => {
    if (isFinal(error)) return error;
    throw error;
  });
  if (contents instanceof MayflyError)
    return endUnopened({ ...alive, doors, released, grant }, contents);
  stopping.limit(Math.min(self.birth.deadlineAt, Date.now() + grant.deadlineMs));
  const { checkLately: checkReach } = alive.reach;
  return runAttempt({ ...alive, doors, released, contents, checkReach });
}

/** Claims; what is refused is told to the service, which alone can wait and try again. */
async function unlock(
  doors: Doors,
  self: Self,
  assignment: Assignment,
  proof: FenceProof,
): Promise<Released> {
  try {
    return await claimKeys(doors.broker, self, assignment, proof);
  } catch (error) {
    await refuse(doors, assignment, error);
    throw error;
  }
}

async function refuse(doors: Doors, { run, attempt }: Assignment, error: unknown): Promise<void> {
  await call(doors.service, serviceRoutes.refusal, {
    params: { run, attempt: String(attempt) },
    body: { code: lastWord(error) },
  });
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
