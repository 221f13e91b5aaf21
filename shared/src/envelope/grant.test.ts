import { beforeAll, describe, expect, it } from 'vitest';
import { randomId16 } from '../base/ids.ts';
import { checkInForce, freshUntil, grantProblem } from './grant-force.ts';
import { grantSentence } from './grant-sentence.ts';
import { readGrant, writeGrant } from './grant.ts';
import { signKeys } from './keys.ts';
import { ready } from './sodium.ts';
import {
  admit,
  after,
  headOf,
  named,
  newGrant,
  newMember,
  newOrganization,
  noon,
} from './specimen.ts';
import { sealAutomation, sealGrant, sealSecret, sealSession } from './specimen.ts';
import type { Charter } from './charter.ts';
import type { Grant } from './grant.ts';
import type { Member } from './specimen.ts';
import type { Sealed } from './seal.ts';
import type { Act } from './statement/link.ts';

beforeAll(ready);

const write = {
  origin: 'https://app.example',
  methods: ['POST'],
  path: '/orders',
  max: 2,
} as const;

/** Saves an automation with its grant, as one link; approved by its author unless told otherwise. */
function save(charter: Charter, by: Member, change: Partial<Grant> = {}, approve = true) {
  const automation = sealAutomation(charter, by);
  const grant = newGrant(by, { automations: [automation.id], ...change });
  const sealed = sealGrant(charter, by, grant);
  const acts = [headOf(automation), headOf(sealed), ...(approve ? [approval(sealed)] : [])];
  return {
    charter: after(charter, by, acts),
    grant,
    id: sealed.id,
    subject: sealed.header.subject,
    automation,
  };
}

function approval({ id }: Sealed): Act {
  return { act: 'approve', grant: id };
}

describe('a grant', () => {
  it('comes back as it was, and with anything more is refused', () => {
    const grant = newGrant(newMember(), {
      writes: [write],
      schedule: { cron: '0 9 * * *', zone: 'UTC', graceMs: 1 },
    });
    expect(readGrant(writeGrant(grant))).toEqual(grant);
    expect(() => writeGrant({ ...grant, more: true } as Grant)).toThrow(TypeError);
    expect(() => writeGrant({ ...grant, origins: ['https://app.example/path'] })).toThrow(
      TypeError,
    );
    expect(() => readGrant(writeGrant(grant).slice(1))).toThrow(
      expect.objectContaining({ code: 'tampered' }),
    );
  });

  it('is in force at the head, approved by its author', () => {
    const { admin, charter } = newOrganization();
    const saved = save(charter, admin);
    expect(grantProblem({ ...saved, now: noon })).toBeUndefined();
    expect(grantProblem({ ...saved, now: saved.grant.notAfter + 1 })).toBe('ended');
    expect(grantProblem({ ...saved, id: saved.automation.id, now: noon })).toBe('not-named');
    const next = sealGrant(saved.charter, admin, saved.grant, saved.subject);
    const moved = after(saved.charter, admin, [headOf(next)]);
    expect(grantProblem({ ...saved, charter: moved, now: noon })).toBe('not-at-head');
    expect(grantProblem({ ...saved, charter: moved, id: next.id, now: noon })).toBe('not-approved');
  });

  it('ends when it, its automation or its sign-in is revoked', () => {
    const { admin, charter } = newOrganization();
    const session = sealSession(charter, admin);
    const saved = save(after(charter, admin, [headOf(session)]), admin, {
      sessions: [named(session)],
    });
    expect(grantProblem({ ...saved, now: noon })).toBeUndefined();
    const subjects = [saved.subject, saved.automation.header.subject, session.header.subject];
    const problems = subjects.map((subject) => {
      const revoked = after(saved.charter, admin, [{ act: 'revoke', subject }]);
      return grantProblem({ ...saved, charter: revoked, now: noon });
    });
    expect(problems).toEqual(['revoked', 'revoked', 'sign-in-changed']);
  });

  it('names a sign-in with its owner and scope, not another’s of the same name', () => {
    const { admin, charter } = newOrganization();
    const session = sealSession(charter, admin);
    const stored = after(charter, admin, [headOf(session)]);
    for (const change of [
      { scope: signKeys().kid },
      { owner: randomId16() },
      { subject: randomId16() },
    ]) {
      const saved = save(stored, admin, { sessions: [{ ...named(session), ...change }] });
      expect(grantProblem({ ...saved, now: noon })).toBe('sign-in-changed');
    }
  });

  it('of member B over member A’s session is not in force until A approves exactly this grant', () => {
    const { admin, charter } = newOrganization();
    const [anna, ben] = [newMember(), newMember()];
    const two = after(charter, admin, [admit(anna, 'member'), admit(ben, 'member')]);
    const session = sealSession(two, anna);
    const stored = after(two, anna, [headOf(session)]);
    const saved = save(stored, ben, { sessions: [named(session)] });
    expect(grantProblem({ ...saved, now: noon })).toBe('not-approved');
    expect(() => checkInForce({ ...saved, now: noon })).toThrow(
      expect.objectContaining({ code: 'grant-not-in-force' }),
    );
    const agreed = after(saved.charter, anna, [{ act: 'approve', grant: saved.id }]);
    expect(grantProblem({ ...saved, charter: agreed, now: noon })).toBeUndefined();
    const wider = sealGrant(agreed, ben, { ...saved.grant, writes: [write] }, saved.subject);
    const changed = after(agreed, ben, [headOf(wider), approval(wider)]);
    expect(grantProblem({ ...saved, charter: changed, id: wider.id, now: noon })).toBe(
      'not-approved',
    );
    const gone = after(agreed, admin, [
      { act: 'dismiss', kid: anna.sign.kid },
      { act: 'reading', space: 0, key: admin.seal.publicKey },
    ]);
    expect(grantProblem({ ...saved, charter: gone, now: noon })).toBe('not-approved');
  });

  it('with writes needs as many other persons as the policy says; one that only reads needs none', () => {
    const { admin, charter } = newOrganization();
    const other = newMember();
    const two = after(charter, admin, [admit(other, 'approver'), { act: 'policy', approvals: 1 }]);
    const saved = save(two, admin, { writes: [write] });
    expect(grantProblem({ ...saved, now: noon })).toBe('not-approved');
    const agreed = after(saved.charter, other, [{ act: 'approve', grant: saved.id }]);
    expect(grantProblem({ ...saved, charter: agreed, now: noon })).toBeUndefined();
    const reading = save(two, admin, { writes: [{ ...write, reading: true }] });
    expect(grantProblem({ ...reading, now: noon })).toBeUndefined();
  });

  it('is fresh while every owner was heard of', () => {
    const { admin, charter } = newOrganization();
    const saved = save(charter, admin);
    const heard = (at: number | undefined) => ({ ...saved, now: noon, lastHeard: () => at });
    expect(grantProblem(heard(noon - saved.grant.freshForMs))).toBeUndefined();
    expect(grantProblem(heard(noon - saved.grant.freshForMs - 1))).toBe('not-fresh');
    expect(() => checkInForce(heard(undefined))).toThrow(
      expect.objectContaining({ code: 'not-fresh' }),
    );
    expect(freshUntil(heard(noon), admin.person)).toBe(noon + saved.grant.freshForMs);
  });
});

describe('the sentence of a grant', () => {
  it('changes with every field of it that is not an id', () => {
    const { admin, charter } = newOrganization();
    const base = newGrant(admin, { writes: [write] });
    const schedule = { cron: '0 9 * * *', zone: 'Europe/Berlin', graceMs: 3_600_000 };
    const changes: Partial<Grant>[] = [
      { automations: [signKeys().kid, signKeys().kid] },
      { sessions: [named(sealSession(charter, admin))] },
      { secrets: [named(sealSecret(charter, admin), 'Ledger password')] },
      { origins: ['https://other.example'] },
      { passive: true },
      { writes: [] },
      { writes: [{ ...write, path: '/' }] },
      { writes: [{ ...write, methods: ['DELETE'] }] },
      { writes: [{ ...write, max: 3 }] },
      { writes: [{ ...write, reading: true }] },
      { persons: [randomId16(), randomId16()] },
      { triggers: [signKeys().kid] },
      { schedule },
      { schedule: { ...schedule, cron: '0 8 * * *' } },
      { schedule: { ...schedule, zone: 'UTC' } },
      { schedule: { ...schedule, graceMs: 60_000 } },
      { inputs: { Month: 'May' } },
      { perDay: 1 },
      { parallel: 2 },
      { attempts: 1 },
      { deadlineMs: 90_000 },
      { notAfter: base.notAfter + 86_400_000 },
      { freshForMs: 86_400_000 },
    ];
    const sentences = [base, ...changes.map((change) => ({ ...base, ...change }))].map((grant) =>
      grantSentence(grant),
    );
    expect(new Set(sentences).size).toBe(changes.length + 1);
    const kept = { ...base, sessions: [named(sealSession(charter, admin))] };
    expect(grantSentence({ ...kept, renew: false })).not.toBe(grantSentence(kept));
  });

  it('is one sentence without names of our parts', () => {
    const sentence = grantSentence(newGrant(newMember(), { writes: [write] }));
    expect(sentence).toMatchInlineSnapshot(
      `"Visits app.example; makes changes at app.example/orders (POST), at most 2 times a run, and nowhere else; may be started by 1 person; runs at most 40 times a day, one at a time, 5 minutes and 3 tries each; ends on 15 April 2027 (UTC), or when Mayfly was not unlocked for 30 days."`,
    );
    expect(sentence).not.toMatch(/grant|origin|envelope|session|undefined|null/);
  });
});
