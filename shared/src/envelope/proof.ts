import { MayflyError, SealError } from '../base/errors.ts';
import { idBytes } from '../base/ids.ts';
import { checkInclusion } from './log.ts';
import { open } from './open.ts';
import { podOf } from './sender.ts';
import { checkCertificate, checkEnd, checkGone, checkMark, checkStart } from './proof-statement.ts';
import { hashOfStatement } from './statement.ts';
import type { Code } from '../base/errors.ts';
import type { EnvelopeId, RunId, Subject } from '../base/ids.ts';
import type { Charter } from './charter.ts';
import type { Grant } from './grant.ts';
import type { SealKeys } from './keys.ts';
import type { Opened } from './open.ts';
import type { Certificate } from './statement/certificate.ts';
import type { End } from './statement/end.ts';
import type { GoneGrade } from './statement/gone.ts';
import type { LogHead } from './statement/log-head.ts';
import type { Signed } from './statement.ts';

/** What is shown of a run: all of it from the other side, none of it believed. */
export type Evidence = {
  readonly run: RunId;
  readonly order?: Signed | undefined;
  readonly slot?: { readonly grantSubject: Subject; readonly slot: number } | undefined;
  readonly certificates: readonly Signed[];
  readonly mark?: Signed | undefined;
  readonly end?: Signed | undefined;
  readonly gone: readonly Signed[];
  /** The report's file, and the artifacts' by id. */
  readonly report?: Uint8Array | undefined;
  readonly artifacts: ReadonlyMap<EnvelopeId, Uint8Array>;
  /** Where statements are in the log, under a head from a receipt that was checked before. */
  readonly log?: { readonly head: LogHead; readonly leaves: readonly Leaf[] } | undefined;
};

/** A statement's place in the log, with its proof. */
export type Leaf = {
  readonly statement: Signed;
  readonly index: number;
  readonly proof: readonly Uint8Array[];
};

/** What the device knows by itself. */
export type Trust = {
  readonly charter: Charter;
  /** The pinned Ed25519 key of the broker. */
  readonly brokerSign: Uint8Array;
  readonly reading: readonly SealKeys[];
  /** The grant of the run, where it was opened: a slot is then checked against its schedule. */
  readonly grant?: Grant | undefined;
  /** The artifacts that an opened report lists. */
  readonly artifactsOf: (report: Uint8Array) => readonly EnvelopeId[];
  readonly now: number;
};

/** One line of a proof. `at` in ms, by whoever signed; `code` says why it is not ok. */
export type ProofLine = {
  readonly what: 'start' | 'certificate' | 'mark' | 'end' | 'report' | 'artifacts' | 'log' | 'gone';
  readonly ok: boolean;
  readonly at?: number;
  readonly code?: Code;
};

/** What of a run is proved. */
export type Proof = {
  readonly lines: readonly ProofLine[];
  /** Whether every line but `gone` is ok: else the end state is shown as unproved. */
  readonly proved: boolean;
  /** How surely every one-time browser of the run is gone: the least grade seen; absent while one is not known. */
  readonly erased?: GoneGrade;
  readonly certificate?: Certificate;
  readonly end?: End;
  readonly report?: Opened;
  readonly artifacts: ReadonlyMap<EnvelopeId, Opened>;
};

/**
 * Checks a run from its start to its erasure: order or slot → certificate → the pod's end → the report that it names →
 * the artifacts that this lists → gone (FLOWS §7.5). Each line is checked by what the lines before it proved; what is
 * missing is a line that failed.
 */
export async function checkRun(evidence: Evidence, trust: Trust): Promise<Proof> {
  const lines: ProofLine[] = [];
  const line = async <T>(what: ProofLine['what'], check: () => T | Promise<T>, at = timeOf) => {
    try {
      const found = await check();
      const time = at(found);
      lines.push({ what, ok: true, ...(time !== undefined && { at: time }) });
      return found;
    } catch (error) {
      if (!(error instanceof MayflyError)) throw error;
      lines.push({ what, ok: false, code: error.code });
      return undefined;
    }
  };

  const start = await line('start', () => checkStart(evidence, trust));
  const certificate = await line('certificate', () =>
    checkCertificate(evidence, trust, needed(start)),
  );
  if (evidence.mark) await line('mark', () => checkMark(evidence, trust, needed(certificate)));
  const end = await line('end', () => checkEnd(evidence, trust, needed(certificate).said));
  const report = await line('report', () => openReport(evidence, trust, certificate?.said, end));
  const artifacts = await line('artifacts', () =>
    openArtifacts(evidence, trust, certificate?.said, report),
  );
  if (evidence.log) await line('log', () => checkLog(evidence, certificate?.signed));
  const proved = lines.every(({ ok }) => ok);
  const erased = await line(
    'gone',
    () => checkGone(evidence, trust),
    () => undefined,
  );
  return {
    lines,
    proved,
    artifacts: artifacts ?? new Map(),
    ...(erased && { erased }),
    ...(certificate && { certificate: certificate.said }),
    ...(end && { end }),
    ...(report && { report }),
  };
}

function openReport(
  { run, report }: Evidence,
  { charter, reading, now }: Trust,
  certificate: Certificate | undefined,
  end: End | undefined,
): Opened {
  const senderOf = podOf(needed(certificate));
  const id = needed(end).report;
  const expected = {
    purpose: 'report',
    org: charter.org,
    subject: run,
    id,
    senderOf,
    now,
  } as const;
  return open(needed(report), expected, reading);
}

function openArtifacts(
  { run, artifacts }: Evidence,
  { charter, reading, artifactsOf, now }: Trust,
  certificate: Certificate | undefined,
  report: Opened | undefined,
): ReadonlyMap<EnvelopeId, Opened> {
  const senderOf = podOf(needed(certificate));
  const expected = { purpose: 'artifact', org: charter.org, subject: run, senderOf, now } as const;
  return new Map(
    artifactsOf(needed(report).plain).map((id) => [
      id,
      open(needed(artifacts.get(id)), { ...expected, id }, reading),
    ]),
  );
}

async function checkLog({ log, end }: Evidence, certificate: Signed | undefined): Promise<void> {
  const { head, leaves } = needed(log);
  const proved = new Set<string>();
  for (const { statement, index, proof } of leaves) {
    const hash = hashOfStatement(statement);
    await checkInclusion(head, { leaf: idBytes(hash), index, proof });
    proved.add(hash);
  }
  for (const statement of [needed(certificate), needed(end)]) {
    if (!proved.has(hashOfStatement(statement))) throw new SealError('unproved');
  }
}

function timeOf(found: unknown): number | undefined {
  if (typeof found !== 'object' || found === null) return undefined;
  if ('at' in found && typeof found.at === 'number') return found.at;
  return 'said' in found ? timeOf(found.said) : undefined;
}

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new SealError('unproved');
  return value;
}
