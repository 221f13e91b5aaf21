import { beforeAll, describe, expect, it } from 'vitest';
import { idBytes, randomId16 } from '../base/ids.ts';
import { signKeys } from './keys.ts';
import { logHeadOf, proveInclusion } from './log.ts';
import { checkRun } from './proof.ts';
import { slotRun } from './slot.ts';
import { ready } from './sodium.ts';
import { noon } from './specimen.ts';
import { nine, slotEvidence, wholeRun } from './specimen-run.ts';
import { mark } from './statement/mark.ts';
import { hashOfStatement, sign } from './statement.ts';
import type { Evidence, Trust } from './proof.ts';

beforeAll(ready);

async function failing(evidence: Evidence, trust: Trust): Promise<string[]> {
  const { lines, proved } = await checkRun(evidence, trust);
  const failed = lines.filter(({ ok }) => !ok).map(({ what, code }) => `${what}: ${code}`);
  expect(proved).toBe(failed.every((line) => line.startsWith('gone')));
  return failed;
}

describe('a run', () => {
  it('is proved from its order to its erasure, with times', async () => {
    const { evidence, trust } = wholeRun();
    const proof = await checkRun(evidence, trust);
    expect(proof.lines.map(({ what, ok, at }) => [what, ok, at && at - noon])).toEqual([
      ['start', true, 0],
      ['certificate', true, 1],
      ['mark', true, 1],
      ['end', true, 2],
      ['report', true, undefined],
      ['artifacts', true, undefined],
      ['gone', true, undefined],
    ]);
    expect(proof).toMatchObject({
      proved: true,
      erased: 'node-verified',
      end: { status: 'succeeded' },
    });
    expect([...proof.artifacts.values()].map(({ plain }) => plain)).toEqual([
      Uint8Array.of(1, 2, 3),
    ]);
  });

  it('of a schedule is proved by its slot', async () => {
    const { evidence, trust, grantSubject } = wholeRun();
    const slotted = wholeRun(slotRun(trust.charter.org, grantSubject, nine));
    expect(evidence.run).not.toBe(slotted.evidence.run);
    const run = slotRun(slotted.trust.charter.org, slotted.grantSubject, nine);
    const bySlot = slotEvidence(slotted, run, nine);
    expect((await checkRun(bySlot, slotted.trust)).lines.slice(0, 2)).toEqual([
      { what: 'start', ok: true, at: nine },
      { what: 'certificate', ok: true, at: noon + 1 },
    ]);
    const offSlot = slotEvidence(
      slotted,
      slotRun(slotted.trust.charter.org, slotted.grantSubject, nine + 1),
      nine + 1,
    );
    expect((await checkRun(offSlot, slotted.trust)).lines[0]).toEqual({
      what: 'start',
      ok: false,
      code: 'unproved',
    });
  });

  it('with nothing shown has nothing proved', async () => {
    const { evidence, trust } = wholeRun();
    const nothing = { run: evidence.run, certificates: [], gone: [], artifacts: new Map() };
    const { lines, proved } = await checkRun(nothing, trust);
    expect(lines.map(({ ok }) => ok)).not.toContain(true);
    expect(proved).toBe(false);
  });
});

describe('what is not proved', () => {
  it('a report signed by a key that the service made', async () => {
    const { evidence, trust, report, finish } = wholeRun();
    const service = signKeys();
    const forged = report('report', Uint8Array.of(9), service);
    expect(await failing({ ...evidence, report: forged.file }, trust)).toEqual([
      'report: unknown-sender',
      'artifacts: unproved',
    ]);
    const ended = { ...evidence, report: forged.file, end: finish(forged.id, service) };
    expect(await failing(ended, trust)).toContain('end: unknown-sender');
  });

  it('a certificate that the broker did not sign', async () => {
    const { evidence, trust, certify } = wholeRun();
    const forged = certify({}, signKeys());
    expect(await failing({ ...evidence, certificates: [forged] }, trust)).toContain(
      'certificate: unknown-sender',
    );
  });

  it('a certificate for another order, grant or run', async () => {
    const { evidence, trust, certify } = wholeRun();
    const other = signKeys().kid;
    for (const change of [
      { order: other },
      { grant: other },
      { input: other },
      { run: randomId16() },
      { grantSubject: randomId16() },
    ]) {
      const failed = await failing({ ...evidence, certificates: [certify(change)] }, trust);
      expect(failed).toContain('certificate: unproved');
    }
  });

  it('an order of another run, or of nobody known', async () => {
    const { evidence, trust } = wholeRun();
    const other = wholeRun();
    expect(await failing({ ...evidence, run: randomId16() }, trust)).toContain('start: unproved');
    expect(await failing({ ...evidence, order: other.evidence.order }, trust)).toContain(
      'start: unknown-sender',
    );
  });

  it('an end before the last attempt', async () => {
    const { evidence, trust, certify } = wholeRun();
    const certificates = [...evidence.certificates, certify({ attempt: 2, uid: 'pod-2' })];
    expect(await failing({ ...evidence, certificates }, trust)).toEqual([
      'mark: unproved',
      'end: unproved',
      'report: unproved',
      'artifacts: unproved',
      'gone: unproved',
    ]);
  });

  it('another report or artifact of the same pod than the one named', async () => {
    const { evidence, trust, report, picture } = wholeRun();
    const second = report('report', Uint8Array.of(1));
    expect(await failing({ ...evidence, report: second.file }, trust)).toContain(
      'report: wrong-id',
    );
    const swapped = new Map([[picture.id, report('artifact', Uint8Array.of(7)).file]]);
    expect(await failing({ ...evidence, artifacts: swapped }, trust)).toEqual([
      'artifacts: wrong-id',
    ]);
    expect(await failing({ ...evidence, artifacts: new Map() }, trust)).toEqual([
      'artifacts: unproved',
    ]);
  });

  it('a mark for another certificate', async () => {
    const { evidence, trust, broker, marked } = wholeRun();
    const other = sign(mark, { ...marked, certificate: signKeys().kid }, broker);
    expect(await failing({ ...evidence, mark: other }, trust)).toEqual(['mark: unproved']);
  });

  it('an erasure that nobody saw, or of another browser; the rest stays proved', async () => {
    const { evidence, trust, goneOf } = wholeRun();
    for (const seen of [[], [goneOf('pod-1', 'unproved')], [goneOf('pod-2', 'api')]]) {
      expect(await failing({ ...evidence, gone: seen }, trust)).toEqual(['gone: unproved']);
    }
    const api = await checkRun({ ...evidence, gone: [goneOf('pod-1', 'api')] }, trust);
    expect(api.erased).toBe('api');
    const first = goneOf('pod-1', 'unproved');
    for (const seen of [
      [first, goneOf('pod-1', 'node-verified')],
      [goneOf('pod-1', 'node-verified'), first],
    ])
      expect((await checkRun({ ...evidence, gone: seen }, trust)).erased).toBe('node-verified');
    const forged = [goneOf('pod-1', 'api', signKeys())];
    expect(await failing({ ...evidence, gone: forged }, trust)).toEqual(['gone: unknown-sender']);
  });
});

describe('the log', () => {
  it('holds certificate and end, or the run is unproved', async () => {
    const { evidence, trust } = wholeRun();
    const statements = [...evidence.certificates, evidence.end!];
    const leaves = statements.map((statement) => idBytes(hashOfStatement(statement)));
    const head = await logHeadOf(leaves);
    const places = await Promise.all(
      statements.map(async (statement, index) => ({
        statement,
        index,
        proof: await proveInclusion(leaves, index),
      })),
    );
    expect(await failing({ ...evidence, log: { head, leaves: places } }, trust)).toEqual([]);
    expect(await failing({ ...evidence, log: { head, leaves: places.slice(1) } }, trust)).toEqual([
      'log: unproved',
    ]);
    const other = { ...head, root: new Uint8Array(32) };
    expect(await failing({ ...evidence, log: { head: other, leaves: places } }, trust)).toEqual([
      'log: history-forked',
    ]);
  });
});
