import { beforeAll, describe, expect, it } from 'vitest';
import { randomId16 } from '../base/ids.ts';
import {
  activeDevice,
  applyLink,
  charterOf,
  deviceAt,
  firstCharter,
  isAdmitted,
} from './charter.ts';
import { sealKeys } from './keys.ts';
import { devicesAt } from './sender.ts';
import { ready } from './sodium.ts';
import { admit, after, firstLink, headOf, newMember, newOrganization } from './specimen.ts';
import { nextLink, noon, sealAutomation, sealSession } from './specimen.ts';
import { link } from './statement/link.ts';
import { hashOfStatement, sign } from './statement.ts';
import type { Member } from './specimen.ts';
import type { Act } from './statement/link.ts';

beforeAll(ready);

const code = (wanted: string) => expect.objectContaining({ code: wanted });
const reading = (): Act => ({ act: 'reading', space: 0, key: sealKeys().publicKey });
const policy: Act = { act: 'policy', approvals: 0 };

describe('a first link', () => {
  it('makes an organization that is named by its hash', () => {
    const { admin, first, charter, reading: pair } = newOrganization();
    expect(charter).toMatchObject({ org: hashOfStatement(first), head: charter.org, seq: 0 });
    expect(charter.reading).toEqual(pair.publicKey);
    expect(activeDevice(charter, admin.sign.kid)).toMatchObject({
      role: 'admin',
      person: admin.person,
    });
    expect(isAdmitted(charter, admin.person)).toBe(true);
  });

  it('admits exactly its signer, as admin, with one reading key and one policy', () => {
    const [one, other] = [newMember(), newMember()];
    const wrong: [Member, Act[]][] = [
      [one, [admit(one, 'admin'), reading()]],
      [one, [admit(one, 'member'), reading(), policy]],
      [one, [admit(one, 'admin'), admit(other, 'admin'), reading(), policy]],
      [one, [admit(one, 'admin'), { act: 'reading', space: 1, key: other.seal.publicKey }, policy]],
      [
        one,
        [admit(one, 'admin'), reading(), policy, { act: 'settle', run: randomId16(), done: true }],
      ],
    ];
    for (const [by, acts] of wrong)
      expect(() => firstCharter(firstLink(by, acts))).toThrow(code('tampered'));
    const stolen = firstLink(other, [admit(one, 'admin'), reading(), policy]);
    expect(() => firstCharter(stolen)).toThrow(code('unknown-sender'));
  });

  it('with a policy that is not built is refused', () => {
    const one = newMember();
    const acts = [admit(one, 'admin'), reading(), { act: 'policy', approvals: 1 } as const];
    expect(() => firstCharter(firstLink(one, acts))).toThrow(code('not-built'));
  });
});

describe('a link', () => {
  it('counts only when it follows the head', () => {
    const { admin, first, charter } = newOrganization();
    const automation = headOf(sealAutomation(charter, admin));
    const second = nextLink(charter, admin, [automation]);
    const next = applyLink(charter, second);
    expect(next).toMatchObject({ seq: 1, head: hashOfStatement(second) });
    expect(() => applyLink(next, second)).toThrow(code('charter-moved'));
    expect(() => applyLink(next, nextLink(charter, admin, [reading()]))).toThrow(
      code('charter-moved'),
    );
    expect(charterOf([first, second])).toEqual(next);
  });

  it('of a stranger, another organization or another signature is refused', () => {
    const { admin, charter } = newOrganization();
    const acts = [headOf(sealAutomation(charter, admin))];
    expect(() => applyLink(charter, nextLink(charter, newMember(), acts))).toThrow(
      code('unknown-sender'),
    );
    const elsewhere = newOrganization(admin).charter;
    expect(() => applyLink(elsewhere, nextLink(charter, admin, acts))).toThrow(
      code('wrong-organization'),
    );
    const signed = nextLink(charter, admin, acts);
    const forged = { ...signed, sig: nextLink(charter, admin, [reading()]).sig };
    expect(() => applyLink(charter, forged)).toThrow(code('tampered'));
  });

  it('without acts, without what was seen, or with a salt is refused', () => {
    const { admin, charter } = newOrganization();
    const said = { org: charter.org, at: noon, seq: 1, prev: charter.head, acts: [reading()] };
    const seen = { size: 1, root: new Uint8Array(32) };
    const wrong = [said, { ...said, seen, acts: [] }, { ...said, seen, salt: new Uint8Array(16) }];
    for (const each of wrong) {
      expect(() => applyLink(charter, sign(link, each, admin.sign))).toThrow(code('tampered'));
    }
  });

  it('is judged by the state before it', () => {
    const { admin, charter } = newOrganization();
    const other = newMember();
    const both = [
      admit(other, 'admin'),
      { act: 'dismiss', kid: admin.sign.kid } as const,
      reading(),
    ];
    expect(() => after(charter, admin, both)).toThrow(code('not-allowed'));
  });

  it('with an act that is not built is refused, never ignored', () => {
    const { admin, charter } = newOrganization();
    const acts: Act[] = [
      admit(newMember(), 'member'),
      admit(newMember(), 'recovery'),
      { act: 'dismiss', kid: admin.sign.kid },
      { act: 'policy', approvals: 1 },
      { act: 'policy', approvals: 0, admins: 2 },
      { act: 'reading', space: 1, key: admin.seal.publicKey },
    ];
    for (const act of acts) {
      expect(() => applyLink(charter, nextLink(charter, admin, [act]))).toThrow(code('not-built'));
    }
  });
});

describe('a role', () => {
  it('may do its own acts and no others', () => {
    const { admin, charter } = newOrganization();
    const member = newMember();
    const two = after(charter, admin, [admit(member, 'member')]);
    const refused: Act[] = [
      admit(newMember(), 'member'),
      reading(),
      policy,
      { act: 'dismiss', kid: admin.sign.kid },
    ];
    for (const act of refused) expect(() => after(two, member, [act])).toThrow(code('not-allowed'));
    for (const role of ['recovery', 'trigger'] as const) {
      const key = newMember();
      const three = after(two, admin, [admit(key, role)]);
      expect(() => after(three, key, [{ act: 'settle', run: randomId16(), done: true }])).toThrow(
        code('not-allowed'),
      );
      expect(isAdmitted(three, key.person)).toBe(false);
    }
  });

  it('ends with a dismissal, which brings a new reading key, and keeps one admin', () => {
    const { admin, charter } = newOrganization();
    const member = newMember();
    const two = after(charter, admin, [admit(member, 'member')]);
    const dismiss: Act = { act: 'dismiss', kid: member.sign.kid };
    expect(() => after(two, admin, [dismiss])).toThrow(code('not-allowed'));
    expect(() => after(two, admin, [{ act: 'dismiss', kid: admin.sign.kid }, reading()])).toThrow(
      code('not-allowed'),
    );
    const three = after(two, admin, [dismiss, reading()]);
    expect(isAdmitted(three, member.person)).toBe(false);
    expect(() => after(three, member, [{ act: 'settle', run: randomId16(), done: true }])).toThrow(
      code('unknown-sender'),
    );
    expect(() => after(three, admin, [admit(member, 'member')])).toThrow(code('not-allowed'));
    expect(deviceAt(three, member.sign.kid, 2)).toBeDefined();
    expect(deviceAt(three, member.sign.kid, 3)).toBeUndefined();
  });
});

describe('a session', () => {
  it('is set, resynced and revoked by its owner only; an admin may revoke it', () => {
    const { admin, charter } = newOrganization();
    const [anna, ben] = [newMember(), newMember()];
    const both = after(charter, admin, [admit(anna, 'member'), admit(ben, 'member')]);
    const session = sealSession(both, anna);
    expect(() => after(both, ben, [headOf(session)])).toThrow(code('not-allowed'));
    const stored = after(both, anna, [headOf(session)]);
    const { subject } = session.header;
    const moved: Act = {
      ...(headOf(sealSession(both, ben, subject)) as Act & { act: 'head' }),
      scope: session.header.scope,
    };
    expect(() => after(stored, ben, [moved])).toThrow(code('not-allowed'));
    expect(() => after(stored, ben, [{ act: 'revoke', subject }])).toThrow(code('not-allowed'));
    for (const by of [anna, admin]) {
      const gone = after(stored, by, [{ act: 'revoke', subject }]);
      expect(gone.revoked.has(subject)).toBe(true);
      expect(() => after(gone, anna, [headOf(sealSession(gone, anna, subject))])).toThrow(
        code('not-allowed'),
      );
    }
  });

  it('keeps owner and scope, and never goes back to an older version', () => {
    const { admin, charter } = newOrganization();
    const first = sealSession(charter, admin);
    const stored = after(charter, admin, [headOf(first)]);
    const elsewhere = sealSession(stored, admin, first.header.subject);
    expect(() => after(stored, admin, [headOf(elsewhere)])).toThrow(code('not-allowed'));
    expect(() => after(stored, admin, [headOf(first)])).toThrow(code('not-allowed'));
  });

  it('may be sent by its owner’s devices only', () => {
    const { admin, charter } = newOrganization();
    const other = newMember();
    const two = after(charter, admin, [admit(other, 'member')]);
    const { header } = sealSession(two, admin);
    expect(devicesAt(two, 1)(header)).toEqual(admin.sign.publicKey);
    expect(devicesAt(two, 1)({ ...header, sender: other.sign.kid })).toBeUndefined();
    expect(devicesAt(two, 1)({ ...header, purpose: 'report' })).toBeUndefined();
  });
});

describe('settling', () => {
  it('keeps the answer, who gave it and when', () => {
    const { admin, charter } = newOrganization();
    const run = randomId16();
    const settled = applyLink(
      charter,
      nextLink(charter, admin, [{ act: 'settle', run, done: false }]),
    );
    expect(settled.settled.get(run)).toEqual({
      person: admin.person,
      seq: 1,
      at: noon,
      done: false,
    });
  });
});
