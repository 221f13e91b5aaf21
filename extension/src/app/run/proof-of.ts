import { toBase64url } from '@mayfly/shared/base/ids.ts';
import { gone, surestOf } from '@mayfly/shared/envelope/statement/gone.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { strings } from '../../pages/strings.ts';
import type { ProofLine } from '@mayfly/shared/envelope/proof.ts';
import type { RunStatus } from '@mayfly/shared/api/run-state.ts';
import type { Erasure, RunProof } from '../../pages/run-view.ts';
import type { ProvedRun } from '../../cloud/prove-run.ts';
import type { LoadedRun } from './load-run.ts';

/** How often the runner is asked whether the browser is gone, ms. */
export const askGoneMs = 5_000;

/** What the proof of an ended run shows; undefined where nothing signed stands behind it at all. */
export function proofOf(loaded: LoadedRun, asked: number): RunProof | undefined {
  const { proved, label, ran, said } = loaded;
  if (!proved?.proof.certificate) return undefined;
  const { proof, evidence, log, checkedAt } = proved;
  const { certificate, end } = proof;
  const atHead = evidence.log?.head.size;
  return {
    verdict: verdictOf(proved, label.status),
    releasedAt: certificate?.at,
    endedAt: end?.at,
    erasure: erasureOf(proved, { asked, nextAt: checkedAt + askGoneMs }),
    ...(!end && said?.mark ? { lost: { code: label.code ?? 'node-lost', at: checkedAt } } : {}),
    auditor: {
      browser: `run-${label.run}-${certificate?.attempt}`,
      program: certificate?.image ?? '',
      allowedBy: strings.history.thisDevice(ran?.automation.changed.version ?? 1),
      logEntry: log[0]?.n,
      logSize: atHead,
    },
  };
}

/**
 * What the proof is worth. A success needs every line. A run that was lost has no end and no report: what the runner signed of
 * it must hold, and nothing else is claimed.
 */
export function verdictOf({ proof, evidence }: ProvedRun, status: RunStatus): RunProof['verdict'] {
  const failed = proof.lines.filter(({ ok, what }) => !ok && what !== 'gone');
  if (failed.some(isForged)) return 'refuted';
  if (proof.end) return failed.length === 0 && proof.end.status === status ? 'checked' : 'unproved';
  const isClaim = status === 'succeeded' || status === 'finished-with-errors';
  const needsEnd: ReadonlySet<ProofLine['what']> = new Set(['end', 'report', 'artifacts', 'log']);
  const holds = !evidence.end && failed.every(({ what }) => needsEnd.has(what));
  return holds && !isClaim ? 'checked' : 'unproved';
}

function isForged({ code }: ProofLine): boolean {
  return code === 'tampered' || code === 'unknown-sender' || code === 'wrong-organization';
}

function erasureOf(
  { proof, evidence }: ProvedRun,
  { asked, nextAt }: { asked: number; nextAt: number },
): Erasure {
  const line = proof.lines.find(({ what }) => what === 'gone');
  const all = evidence.gone.map((signed) => read(gone, signed));
  const seen = surestOf(all.filter(({ uid }) => uid === all.at(-1)?.uid));
  if (!seen || (!line?.ok && seen.seen !== 'unproved')) {
    return { kind: 'asked', times: asked, nextAt };
  }
  return { kind: 'gone', at: seen.at, grade: proof.erased ?? 'unproved' };
}

/** All that the proof rests on, for an auditor with a program of his own: statements, report and places in the log, base64url. */
export function proofFile({ evidence, checkedAt }: ProvedRun): string {
  const bytes = (value: unknown) => (value instanceof Uint8Array ? toBase64url(value) : value);
  const { artifacts, ...rest } = evidence;
  const whole = { ...rest, artifacts: [...artifacts.keys()], checkedAt };
  return JSON.stringify(whole, (_, value: unknown) => bytes(value), 2);
}
