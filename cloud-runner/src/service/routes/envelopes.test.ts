import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { id32, randomId16 } from '@mayfly/shared/base/ids.ts';
import { encode } from '@mayfly/shared/envelope/codec.ts';
import { fileCodec, readFile } from '@mayfly/shared/envelope/format.ts';
import { signKeys } from '@mayfly/shared/envelope/keys.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { sweep } from '../runs/sweep.ts';
import { ask, openOffice, until } from '../testing/office.ts';
import {
  brokerOf,
  foundOrganization,
  orderRun,
  put,
  sealed,
  tellLink,
} from '../testing/organization.ts';
import { asPod, podNamed, workOf } from '../testing/pod.ts';
import type { By, Office } from '../testing/office.ts';
import type { Organization } from '../testing/organization.ts';
import type { EnvelopeId } from '@mayfly/shared/base/ids.ts';

let office: Office;
let home: Organization;
beforeAll(async () => {
  office = await openOffice();
  home = await foundOrganization(office);
});
afterAll(() => office.close());

const get = (as: By, id: EnvelopeId) =>
  ask(office, as, { method: 'GET', path: `/envelopes/${id}` });
const codeOf = async (answer: ReturnType<typeof ask>) => (await answer).json().code;

/** A run whose pod has its work. */
async function running() {
  const run = await orderRun(office, home);
  const name = `run-${run}-1`;
  await until(() => expect(office.engine.names()).toContain(name));
  const pod = podNamed(name);
  const work = await workOf(office, pod);
  return { run, pod, as: asPod(pod, work) };
}

describe('an envelope', () => {
  it('is stored once, and is the same when it comes again', async () => {
    const envelope = sealed(office, home);
    const [first, again] = [
      await put(office, home.as, envelope),
      await put(office, home.as, envelope),
    ];
    expect([first.statusCode, again.statusCode]).toEqual([201, 200]);
    expect(again.json()).toEqual({ id: envelope.id });
    const back = await get(home.as, envelope.id);
    expect(back.headers['content-type']).toBe('application/cbor');
    expect(new Uint8Array(back.rawPayload)).toEqual(envelope.file);
  });

  it('of the same id with other bytes is refused', async () => {
    const envelope = sealed(office, home);
    await put(office, home.as, envelope);
    const file = encode(fileCodec, { ...readFile(envelope.file), wraps: {} });
    const refused = await put(office, home.as, { id: envelope.id, file });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'envelope-differs']);
  });

  it('is refused under another id, with a changed body, and when it is not CBOR of ours', async () => {
    const { id, file } = sealed(office, home);
    const other = id32(randomBytes(32));
    expect(await codeOf(put(office, home.as, { id: other, file }))).toBe('wrong-id');
    const fields = readFile(file);
    const changed = encode(fileCodec, {
      ...fields,
      body: fields.body.with(0, fields.body[0]! ^ 1),
    });
    expect(await codeOf(put(office, home.as, { id, file: changed }))).toBe('wrong-id');
    const resigned = encode(fileCodec, { ...fields, sig: fields.sig.with(9, fields.sig[9]! ^ 1) });
    expect(await codeOf(put(office, home.as, { id, file: resigned }))).toBe('unknown-sender');
    expect(await codeOf(put(office, home.as, { id, file: randomBytes(99) }))).toBe('tampered');
  });

  it('is refused from a sender that is no device of the organization', async () => {
    const stranger = sealed(office, home, { sender: signKeys() });
    expect(await codeOf(put(office, home.as, stranger))).toBe('unknown-sender');
    const other = await foundOrganization(office);
    const foreign = sealed(office, home, { org: other.org });
    expect(await codeOf(put(office, home.as, foreign))).toBe('wrong-organization');
  });

  it('that is too large is refused', async () => {
    const { id } = sealed(office, home);
    const file = new Uint8Array((40 << 20) + 1);
    const refused = await put(office, home.as, { id, file });
    expect([refused.statusCode, refused.json().code]).toEqual([413, 'envelope-too-large']);
  });

  it('of another organization is not there: to read, to ask for, to announce', async () => {
    const other = await foundOrganization(office);
    const theirs = sealed(office, other);
    await put(office, other.as, theirs);
    const unknown = id32(randomBytes(32));
    const [foreign, missing] = [await get(home.as, theirs.id), await get(home.as, unknown)];
    expect(foreign.statusCode).toBe(404);
    expect(foreign.body).toBe(missing.body);
    const json = { ids: [theirs.id, unknown] };
    const known = await ask(office, home.as, { method: 'POST', path: '/envelopes/status', json });
    expect(known.json()).toEqual({ known: [] });
  });

  it('is known to its organization', async () => {
    const envelope = sealed(office, home);
    await put(office, home.as, envelope);
    const json = { ids: [envelope.id] };
    const known = await ask(office, home.as, { method: 'POST', path: '/envelopes/status', json });
    expect(known.json()).toEqual({ known: [envelope.id] });
  });
});

describe('an envelope of a pod', () => {
  it('is a piece of its own run', async () => {
    const { run, pod, as } = await running();
    const mine = { subject: run, sender: pod.keys };
    const piece = sealed(office, home, { ...mine, purpose: 'progress' });
    expect((await put(office, as, piece)).statusCode).toBe(201);
    const elsewhere = sealed(office, home, { ...mine, purpose: 'report', subject: randomId16() });
    expect(await codeOf(put(office, as, elsewhere))).toBe('wrong-subject');
    const automation = sealed(office, home, mine);
    expect(await codeOf(put(office, as, automation))).toBe('wrong-purpose');
    const forged = sealed(office, home, { purpose: 'report', subject: run });
    expect(await codeOf(put(office, as, forged))).toBe('unknown-sender');
  });

  it('cannot come from a device', async () => {
    const report = sealed(office, home, { purpose: 'report' });
    expect(await codeOf(put(office, home.as, report))).toBe('wrong-purpose');
  });

  it('is its one report: the very same again, but no second', async () => {
    const { run, pod, as } = await running();
    const label = { purpose: 'report', subject: run, sender: pod.keys } as const;
    const [report, second] = [sealed(office, home, label), sealed(office, home, label)];
    const answers = [];
    for (const each of [report, report, second]) answers.push(await put(office, as, each));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 200, 409]);
    expect(answers[2]!.json().code).toBe('report-already-posted');
  });

  it('is refused from the pod of an older attempt', async () => {
    const { run, pod, as } = await running();
    await office.crash(pod.name);
    await until(() => expect(office.engine.names()).toContain(`run-${run}-2`));
    const report = sealed(office, home, { purpose: 'report', subject: run, sender: pod.keys });
    const refused = await put(office, as, report);
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'not-latest-attempt']);
  });

  it('is refused from a key that the service did not see with the pod', async () => {
    const { run } = await running();
    const keys = signKeys();
    const report = sealed(office, home, { purpose: 'report', subject: run, sender: keys });
    expect(await codeOf(put(office, { keys, org: home.org }, report))).toBe('unsigned');
  });

  it('is taken from the key that the broker certified, should another have asked first', async () => {
    const { run, as } = await running();
    const real = signKeys();
    brokerOf(office, home, run).certify(real);
    const report = sealed(office, home, { purpose: 'report', subject: run, sender: real });
    await office.caughtUp();
    expect((await put(office, { keys: real, org: home.org }, report)).statusCode).toBe(201);
    expect(await codeOf(get(as, report.id))).toBe('unsigned');
  });
});

describe('an envelope that nothing names', () => {
  it('is deleted after 24 hours; one that a link names is kept', async () => {
    const [named, unnamed] = [sealed(office, home), sealed(office, home)];
    await put(office, home.as, named);
    await put(office, home.as, unnamed);
    const subject = randomId16();
    tellLink(office, home, [{ act: 'head', subject, purpose: 'automation', id: named.id }]);
    await office.caughtUp();
    office.clock.forward(25 * 3_600_000);
    await sweep(office.service.deps);
    expect((await get(home.as, unnamed.id)).statusCode).toBe(404);
    expect((await get(home.as, named.id)).statusCode).toBe(200);
  });

  it('is kept for another while when it is stored again', async () => {
    const envelope = sealed(office, home);
    await put(office, home.as, envelope);
    office.clock.forward(20 * 3_600_000);
    await put(office, home.as, envelope);
    office.clock.forward(20 * 3_600_000);
    await sweep(office.service.deps);
    expect((await get(home.as, envelope.id)).statusCode).toBe(200);
  });
});
