import { useClock } from '../ui/clock.tsx';
import { exactTime } from '../ui/format.ts';
import type { ProofMark } from '../ui/Proof.tsx';
import { Proof, ProofRow } from '../ui/Proof.tsx';
import type { RunProof, RunStep } from './run-view.ts';
import { strings } from './strings.ts';

const words = strings.problem;

type Line = { mark: ProofMark; title: string; more: string; end: string | undefined };

/** Born, unlocked, ended, erased: each with what was seen and when, ticked only where it was checked here. */
export function ProofLines({ proof, steps }: { proof: RunProof; steps: readonly RunStep[] }) {
  const { now, zone } = useClock();
  const time = (at: number | undefined) =>
    at === undefined ? undefined : exactTime(at, zone, true);
  const seen: ProofMark = proof.verdict === 'checked' ? 'checked' : 'open';
  const lines: Line[] = [
    bornLine(proof, seen, time(proof.bornAt)),
    releasedLine(proof, seen, time(proof.releasedAt)),
    endedLine(proof, steps, seen, time(proof.endedAt ?? proof.lost?.at)),
    erasedLine(proof, seen, now, time),
  ];
  return (
    <Proof>
      {lines.map(({ mark, title, more, end }) => (
        <ProofRow key={title} mark={mark} title={title} end={end}>
          {more}
        </ProofRow>
      ))}
    </Proof>
  );
}

function bornLine({ bornAt, fence }: RunProof, seen: ProofMark, end: string | undefined): Line {
  const tested = fence ? ` ${words.fenceTested(fence.outOfReach, fence.tried)}` : '';
  const mark = bornAt === undefined ? 'open' : seen;
  return { mark, title: words.bornWith, more: `${words.bornWithMore}${tested}`, end };
}

function releasedLine({ releasedAt }: RunProof, seen: ProofMark, end: string | undefined): Line {
  if (releasedAt === undefined) {
    return { mark: seen, title: words.neverUnlocked, more: words.neverUnlockedMore, end };
  }
  return { mark: seen, title: words.unlockedOnce, more: words.unlockedMore, end };
}

function endedLine(
  { endedAt, lost }: RunProof,
  steps: readonly RunStep[],
  seen: ProofMark,
  end: string | undefined,
): Line {
  if (endedAt === undefined) {
    const code = lost ? ` (${lost.code})` : '';
    return { mark: 'open', title: words.endedNot, more: `${words.endedNotMore}${code}`, end };
  }
  const done = steps.filter(({ state }) => state === 'done' || state === 'adapted').length;
  return { mark: seen, title: words.ended, more: words.endedMore(done, steps.length), end };
}

function erasedLine(
  { erasure }: RunProof,
  seen: ProofMark,
  now: number,
  time: (at: number) => string | undefined,
): Line {
  if (erasure.kind === 'asked') {
    const left = Math.max(0, Math.ceil((erasure.nextAt - now) / 1000));
    const more = words.askedTimes(erasure.times, left);
    return { mark: 'open', title: words.notGoneYet, more, end: undefined };
  }
  const mark = erasure.grade === 'unproved' ? 'open' : seen;
  const title = erasure.grade === 'unproved' ? words.notGoneYet : words.erased;
  return { mark, title, more: words.erasedGrades[erasure.grade], end: time(erasure.at) };
}
