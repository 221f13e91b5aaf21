import { kidOf } from './keys.ts';
import type { Charter, Deed } from './charter.ts';
import type { Act } from './statement/link.ts';

/** The charter after one act that its signer may do. Pure: maps are copied, never changed. */
export function applyAct(charter: Charter, act: Act, deed: Deed): Charter {
  switch (act.act) {
    case 'admit':
      return { ...charter, devices: admitted(charter, act, deed) };
    case 'dismiss':
      return { ...charter, devices: dismissed(charter, act, deed) };
    case 'policy': {
      const { act: _, ...policy } = act;
      return { ...charter, policy };
    }
    case 'reading':
      return { ...charter, reading: act.key };
    case 'head':
      return withHead(charter, act, deed);
    case 'approve':
      return { ...charter, approvals: approved(charter, act, deed) };
    case 'revoke':
      return { ...charter, revoked: extended(charter.revoked, act.subject, deed) };
    case 'settle':
      return {
        ...charter,
        settled: extended(charter.settled, act.run, { ...deed, done: act.done }),
      };
  }
}

type ActOf<A extends Act['act']> = Extract<Act, { act: A }>;

function admitted({ devices }: Charter, act: ActOf<'admit'>, { seq }: Deed): Charter['devices'] {
  const { person, role, sign, seal } = act;
  const kid = kidOf(sign);
  return extended(devices, kid, { kid, person, role, sign, seal, fromSeq: seq });
}

function dismissed({ devices }: Charter, { kid }: ActOf<'dismiss'>, { seq }: Deed) {
  const device = devices.get(kid);
  return device ? extended(devices, kid, { ...device, untilSeq: seq }) : devices;
}

function withHead(charter: Charter, act: ActOf<'head'>, { person, seq }: Deed): Charter {
  const { subject, id, purpose, owner, scope } = act;
  const author = charter.heads.get(subject)?.author ?? person;
  const head = { id, purpose, owner, scope, author, seq };
  return {
    ...charter,
    heads: extended(charter.heads, subject, head),
    named: extended(charter.named, id, { ...head, subject }),
  };
}

function approved({ approvals }: Charter, { grant }: ActOf<'approve'>, deed: Deed) {
  const others = (approvals.get(grant) ?? []).filter(({ person }) => person !== deed.person);
  return extended(approvals, grant, [...others, deed]);
}

function extended<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map([...map, [key, value]]);
}
