import type { FenceProof } from '@mayfly/shared/envelope/claim.ts';
import type { Refusal } from '@mayfly/shared/player/play-context.ts';
import type { FenceSummary } from '@mayfly/shared/report/report.ts';
import type { Refused } from './fence/fence-log.ts';
import type { Fence } from './fence/fence.ts';
import type { RefusalReason } from './fence/judge.ts';
import type { FenceFacts } from './proof.ts';

/** Most refusals that a report lists. */
const listed = 500;

/** What a claim says of the fence, proved in so many rounds between two times (ms). */
export function fenceProof(
  { eye }: Pick<Fence, 'eye'>,
  facts: FenceFacts,
  { from, until, rounds }: { from: number; until: number; rounds: number },
): FenceProof {
  return {
    eye,
    namespace: facts.fence === 'namespace',
    rounds: facts.fence === 'namespace' ? rounds : 0,
    from,
    until,
    refused: facts.refused,
  };
}

/** What a report says of the fence. */
export function fenceSummary(
  { eye, log }: Pick<Fence, 'eye' | 'log'>,
  facts: FenceFacts,
): FenceSummary {
  const refused = refusalsOf(log.refused).filter(({ why }) => byFence.has(why));
  return {
    eye,
    network: facts.fence === 'namespace' ? 'namespace' : 'proxy-only',
    disk: facts.disk,
    sandbox: 'chromium',
    refused: refused.slice(0, listed),
    refusedCount: refused.length + log.left,
  };
}

/** The fence's log as the player reads it. */
export function refusalsOf(refused: readonly Refused[]): Refusal[] {
  return refused.map(({ at, reason, method, origin, path = '/' }) => ({
    at,
    why: whys[reason],
    method,
    origin,
    path,
  }));
}

/** What the fence itself refused; of the rest, the site is at fault. */
const byFence: ReadonlySet<Refusal['why']> = new Set([
  'write',
  'mark',
  'origin',
  'address',
  'upgrade',
]);

const whys: Readonly<Record<RefusalReason, Refusal['why']>> = {
  'origin-not-granted': 'origin',
  'write-not-granted': 'write',
  'websocket-not-granted': 'upgrade',
  'writes-spent': 'write',
  'mark-refused': 'mark',
  'address-not-public': 'address',
  'name-not-found': 'unreachable',
  'certificate-invalid': 'certificate',
  'site-unreachable': 'unreachable',
  'answer-lost': 'unreachable',
  'answer-too-large': 'too-large',
  'request-malformed': 'address',
  'connection-unreadable': 'unreachable',
};
