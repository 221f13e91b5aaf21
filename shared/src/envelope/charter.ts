import { RequestError, SealError } from '../base/errors.ts';
import { applyAct } from './charter-act.ts';
import { actProblem, firstBuild, isBuilt } from './charter-right.ts';
import { kidOf } from './keys.ts';
import { link } from './statement/link.ts';
import { hashOfStatement, read, verify } from './statement.ts';
import type { EnvelopeId, Kid, LinkHash, OrgId, PersonId, RunId, Subject } from '../base/ids.ts';
import type { Built } from './charter-right.ts';
import type { Purpose } from './format.ts';
import type { Signed } from './statement.ts';
import type { Act, Link, Role } from './statement/link.ts';

/** A device, from the link that admitted it to the one that dismissed it. `sign` Ed25519, `seal` X25519, public. */
export type Device = {
  readonly kid: Kid;
  readonly person: PersonId;
  readonly role: Role;
  readonly sign: Uint8Array;
  readonly seal: Uint8Array;
  readonly fromSeq: number;
  readonly untilSeq?: number;
};

/** What a subject is now, by the charter: a renewal moves a session further without a link. */
export type Head = {
  readonly id: EnvelopeId;
  readonly purpose: Purpose;
  readonly owner?: PersonId | undefined;
  readonly scope?: EnvelopeId | undefined;
  /** The person whose device set it first: a grant's author. */
  readonly author: PersonId;
  readonly seq: number;
};

/** Who did something, by which link, when by that device's clock (ms). */
export type Deed = { readonly person: PersonId; readonly seq: number; readonly at: number };

/** An organization after a link: who belongs to it, what holds, who agreed to what. Never changed, only followed. */
export type Charter = {
  readonly org: OrgId;
  readonly seq: number;
  readonly head: LinkHash;
  readonly at: number;
  readonly policy: Omit<Extract<Act, { act: 'policy' }>, 'act'>;
  /** The X25519 key of the one space, to which reports are sealed. */
  readonly reading: Uint8Array;
  readonly devices: ReadonlyMap<Kid, Device>;
  readonly heads: ReadonlyMap<Subject, Head>;
  /** Every envelope that a link ever named, with its subject's head as it was set. */
  readonly named: ReadonlyMap<EnvelopeId, Head & { readonly subject: Subject }>;
  readonly approvals: ReadonlyMap<EnvelopeId, readonly Deed[]>;
  readonly revoked: ReadonlyMap<Subject, Deed>;
  readonly settled: ReadonlyMap<RunId, Deed & { readonly done: boolean }>;
};

/**
 * The organization that a first link makes: one admin's device, one reading key, one policy, signed by that device.
 * Throws `tampered`, `unknown-version`, `unknown-sender`, `not-allowed` or `not-built`.
 */
export function firstCharter(signed: Signed, built: Built = firstBuild): Charter {
  const said = read(link, signed);
  const admit = said.acts.find((act) => act.act === 'admit');
  if (!admit) throw new SealError('tampered');
  verify(link, signed, admit.sign);
  if (!isFirst(said)) throw new SealError('tampered');
  if (!said.acts.every((act) => act.act === 'admit' || isBuilt(act, built))) {
    throw new RequestError('not-built');
  }
  const org = hashOfStatement(signed);
  const empty: Charter = {
    org,
    seq: 0,
    head: org,
    at: said.at,
    policy: { approvals: 0 },
    reading: new Uint8Array(),
    devices: new Map(),
    heads: new Map(),
    named: new Map(),
    approvals: new Map(),
    revoked: new Map(),
    settled: new Map(),
  };
  return actAll(empty, said, admit.person);
}

/**
 * The organization after one more link. Every act is judged by the state before the link (DESIGN §3). Throws
 * `tampered`, `unknown-version`, `wrong-organization`, `unknown-sender`, `charter-moved` when the link does not follow
 * the head, `not-built` and `not-allowed`.
 */
export function applyLink(charter: Charter, signed: Signed, built: Built = firstBuild): Charter {
  const said = read(link, signed);
  if (said.org !== charter.org) throw new SealError('wrong-organization');
  const device = activeDevice(charter, said.by);
  if (!device) throw new SealError('unknown-sender');
  verify(link, signed, device.sign);
  if (said.salt || !said.seen || said.acts.length === 0) throw new SealError('tampered');
  if (said.prev !== charter.head || said.seq !== charter.seq + 1) {
    throw new RequestError('charter-moved');
  }
  if (!said.acts.every((act) => isBuilt(act, built))) throw new RequestError('not-built');
  for (const act of said.acts) {
    const problem = actProblem(charter, device, act, said.acts);
    if (problem) throw new RequestError('not-allowed', { cause: new Error(problem) });
  }
  const next = { ...charter, seq: said.seq, head: hashOfStatement(signed), at: said.at };
  return actAll(next, said, device.person);
}

/** The organization after all its links, from the first. Throws what {@link firstCharter} and {@link applyLink} throw. */
export function charterOf(links: readonly Signed[], built: Built = firstBuild): Charter {
  const [first, ...others] = links;
  if (!first) throw new SealError('tampered');
  return others.reduce(
    (charter, next) => applyLink(charter, next, built),
    firstCharter(first, built),
  );
}

/** A device that belongs to the organization now. */
export function activeDevice(charter: Charter, kid: Kid): Device | undefined {
  const device = charter.devices.get(kid);
  return device?.untilSeq === undefined ? device : undefined;
}

/** A device that could sign link `seq`, or what that link names. */
export function deviceAt(charter: Charter, kid: Kid, seq: number): Device | undefined {
  const device = charter.devices.get(kid);
  if (!device || seq < device.fromSeq) return undefined;
  return seq <= (device.untilSeq ?? seq) ? device : undefined;
}

/** Whether a person has a device that can sign for them now: any role but recovery and trigger. */
export function isAdmitted(charter: Charter, person: PersonId): boolean {
  return charter.devices
    .values()
    .some(
      (device) =>
        device.person === person &&
        device.untilSeq === undefined &&
        device.role !== 'recovery' &&
        device.role !== 'trigger',
    );
}

function actAll(charter: Charter, { acts, at }: Link, person: PersonId): Charter {
  const deed: Deed = { person, seq: charter.seq, at };
  return acts.reduce((before, act) => applyAct(before, act, deed), charter);
}

function isFirst(said: Link): boolean {
  const acts = said.acts.map(({ act }) => act).toSorted();
  return (
    said.seq === 0 &&
    said.org === undefined &&
    said.prev === undefined &&
    said.seen === undefined &&
    said.salt !== undefined &&
    acts.join() === 'admit,policy,reading' &&
    said.acts.every(
      (act) =>
        (act.act !== 'admit' || (act.role === 'admin' && kidOf(act.sign) === said.by)) &&
        (act.act !== 'reading' || act.space === 0),
    )
  );
}
