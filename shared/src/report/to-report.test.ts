import { describe, expect, it } from 'vitest';
import { id16, id32 } from '../base/ids.ts';
import type { Outcome } from '../player/outcome.ts';
import { SealError } from '../base/errors.ts';
import { Redactor } from './redact.ts';
import { readProgress, readReport, writeProgress, writeReport } from './read-report.ts';
import { endOf, toReport } from './to-report.ts';
import type { ReportParts } from './to-report.ts';

const canary = 'canary-7f3a-91bc';
const run = id16(new Uint8Array(16));
const id = id32(new Uint8Array(32));

const outcome = (step: number, more: Partial<Outcome> = {}): Outcome => ({
  step,
  id: `s${step}`,
  type: 'click',
  sentence: ['Click ', { strong: 'Save' }],
  status: 'succeeded',
  startedAt: 1,
  durationMs: 2,
  tab: 0,
  sends: false,
  ...more,
});

/** An outcome that echoes `text` wherever a page or a site could. */
const echoing = (text: string): Outcome =>
  outcome(0, {
    status: 'failed',
    sentence: ['Click ', { strong: text }],
    found: { selector: `[title="${text}"]`, rank: 0, of: 1, waitedMs: 1 },
    error: {
      code: 'target-not-found',
      message: text,
      facts: {
        target: text,
        tried: [{ selector: text, found: 0, shown: 0 }],
        coveredBy: text,
        address: `https://a.example/${text}`,
      },
    },
    dialogs: [{ kind: 'alert', message: text }],
    downloads: [`https://a.example/${text}`],
    refused: [
      { at: 1, why: 'write', method: 'POST', origin: 'https://a.example', path: `/${text}` },
    ],
    values: [{ name: text, value: text }],
    tables: [{ name: text, table: { columns: [text], rows: [[text]] } }],
    pictures: [{ name: text, artifact: id, masked: 1 }],
  });

const parts = (outcomes: readonly Outcome[]): ReportParts => ({
  run,
  attempt: 1,
  automation: { id, name: 'Invoices', version: 1 },
  startedAt: 1,
  endedAt: 9,
  outcomes,
  fence: {
    eye: 'inspect',
    network: 'namespace',
    disk: 'memory',
    sandbox: 'chromium',
    refused: [],
    refusedCount: 0,
  },
  artifacts: [],
  renewals: [],
  throughLetterbox: false,
  isUnknown: false,
});

describe('a report', () => {
  it('never holds a learned value, wherever it was echoed', () => {
    const redactor = new Redactor();
    redactor.learn('secret', canary);
    const report = toReport(parts([echoing(canary)]), redactor);
    const bytes = writeReport(report);
    expect(new TextDecoder().decode(bytes)).not.toContain('canary');
    expect(readReport(bytes)).toEqual(report);
    expect(report.hidden).toBeGreaterThan(10);
  });

  it('has every step once: the last time that it was played', () => {
    const again = [outcome(0, { status: 'skipped' }), outcome(0), outcome(1)];
    const report = toReport(parts(again), new Redactor());
    expect(report.outcomes.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
  });

  it('of a later version is refused as such, anything else as tampered', () => {
    const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
    const codeOf = (plain: Uint8Array) => {
      try {
        readReport(plain);
      } catch (error) {
        return error instanceof SealError ? error.code : error;
      }
      return undefined;
    };
    expect(codeOf(bytesOf({ v: 2 }))).toBe('unknown-version');
    expect(codeOf(bytesOf({ v: 1 }))).toBe('tampered');
    expect(codeOf(new Uint8Array([255]))).toBe('tampered');
  });

  it('a progress survives its bytes', () => {
    const progress = { v: 1 as const, run, attempt: 1, of: 3, outcome: outcome(1) };
    expect(readProgress(writeProgress(progress))).toEqual(progress);
  });
});

it('a report of a run whose change was never answered says that nobody knows', () => {
  const stopped = { ...parts([outcome(0, { status: 'stopped' })]), isUnknown: true };
  expect(toReport({ ...stopped, stopped: 'canceled' }, new Redactor())).toMatchObject({
    status: 'outcome-unknown',
  });
  const error = { code: 'timed-out' as const, message: '', facts: {} };
  const failed = parts([outcome(0, { status: 'failed', error, endsRun: true })]);
  const report = toReport({ ...failed, isUnknown: true }, new Redactor());
  expect(report).toMatchObject({ status: 'outcome-unknown', code: 'timed-out', step: 0 });
});

describe('how a run ended', () => {
  const error = { code: 'timed-out' as const, message: '', facts: {} };

  it('succeeded when no step failed', () => {
    expect(endOf([outcome(0), outcome(1, { status: 'skipped' })])).toEqual({ status: 'succeeded' });
  });

  it('failed at the step that ended it', () => {
    const failed = outcome(1, { status: 'failed', error, endsRun: true });
    expect(endOf([outcome(0), failed, outcome(2, { status: 'not-run' })])).toEqual({
      status: 'failed',
      code: 'timed-out',
      step: 1,
    });
  });

  it('finished with errors when it went on', () => {
    const failed = outcome(0, { status: 'failed', error });
    expect(endOf([failed, outcome(1)])).toMatchObject({ status: 'finished-with-errors', step: 0 });
  });

  it('was stopped, and why', () => {
    expect(endOf([outcome(0, { status: 'stopped' })], 'canceled')).toEqual({
      status: 'canceled',
      step: 0,
    });
  });
});
