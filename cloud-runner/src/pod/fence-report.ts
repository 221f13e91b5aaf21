import type { FenceProof } from '@mayfly/shared/envelope/claim.ts';
import type { Refusal } from '@mayfly/shared/player/play-context.ts';
import type { FenceSummary } from '@mayfly/shared/report/report.ts';
import type { Refused } from './fence/fence-log.ts';
import type { Fence } from './fence/fence.ts';
import type { RefusalReason } from './fence/judge.ts';
import type { FenceFacts } from './proof.ts';

/** Most refusals that a report lists. */
const listed = 500;

/** What a claim says of the fence, proved in one round between two times (ms). */
export function fenceProof(facts: FenceFacts, from: number, until: number): FenceProof {
  return {
    eye: 'inspect',
    namespace: facts.fence === 'namespace',
    rounds: facts.fence === 'namespace' ? 1 : 0,
    from,
    until,
    refused: facts.refused,
  };
}

/** What a report says of the fence. */
export function fenceSummary({ log }: Pick<Fence, 'log'>, facts: FenceFacts): FenceSummary {
  const refused = refusalsOf(log.refused);
  return {
    eye: 'inspect',
    network: facts.fence === 'namespace' ? 'namespace' : 'proxy-only',
    disk: facts.disk,
    sandbox: 'chromium',
    refused: refused.slice(0, listed),
    refusedCount: refused.length + log.left,
  };
}

/** The fence's log as the player reads it; sites that are at fault themselves are the player's to find. */
export function refusalsOf(refused: readonly Refused[]): Refusal[] {
  return refused.flatMap(({ at, reason, method, origin, path = '/' }) => {
    const why = whys[reason];
    return why ? [{ at, why, method, origin, path }] : [];
  });
}

const whys: Readonly<Record<RefusalReason, Refusal['why'] | undefined>> = {
  'origin-not-granted': 'origin',
  'write-not-granted': 'write',
  'websocket-not-granted': 'upgrade',
  'writes-spent': 'write',
  'mark-refused': 'write',
  'address-not-public': 'address',
  'name-not-found': undefined,
  'certificate-invalid': undefined,
  'site-unreachable': undefined,
  'answer-lost': undefined,
  'answer-too-large': undefined,
  'request-malformed': 'address',
};
