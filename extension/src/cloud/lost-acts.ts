import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { link } from '@mayfly/shared/envelope/statement/link.ts';
import type { Subject } from '@mayfly/shared/base/ids.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Act, Link } from '@mayfly/shared/envelope/statement/link.ts';
import type { Restoration } from './restoration.ts';

/** What a lost act was about. */
export type LostThing =
  | 'automation'
  | 'permission'
  | 'sign-in'
  | 'secret'
  | 'answer'
  | 'approval'
  | 'device'
  | 'removed-device'
  | 'rule';

/** Something that this device saw, and the runner knows no more. `at` by the clock of the device that did it, ms. */
export type LostAct = {
  readonly thing: LostThing;
  readonly at: number;
  /** It was revoked: the runner would let it run again, and it is revoked again before the runner is opened. */
  readonly revoked?: Subject;
};

/** What was lost, in order, and how many statements about runs. */
export type Lost = { readonly acts: readonly LostAct[]; readonly runStatements: number };

const things = {
  automation: 'automation',
  grant: 'permission',
  session: 'sign-in',
  secret: 'secret',
} as const;
const known: Readonly<Record<string, LostThing>> = things;

/** What of a restore this device can name. A thing that was both made and revoked since is not lost. */
export function lostOf({ asked, charter, beyond }: Restoration): Lost {
  if (!beyond) return { acts: [], runStatements: 0 };
  const said = beyond.links.map((each) => read(link, signedFromJson(each)));
  const gone = new Set(said.flatMap(({ acts }) => acts.flatMap(revokedBy)));
  const acts = said.flatMap((each) =>
    each.acts.flatMap((act) => lostAct(act, each, charter, gone)),
  );
  const statements = beyond.saw.log.size - asked.log.size - said.length;
  return { acts, runStatements: Math.max(0, statements) };
}

/** What is to be revoked once more, each once: what the organization still has, and has not revoked. */
export function toRevoke({ charter, beyond }: Pick<Restoration, 'charter' | 'beyond'>): Subject[] {
  const said = (beyond?.links ?? []).map((each) => read(link, signedFromJson(each)));
  const subjects = new Set(said.flatMap(({ acts }) => acts.flatMap(revokedBy)));
  return [...subjects].filter(
    (subject) => charter.heads.has(subject) && !charter.revoked.has(subject),
  );
}

function revokedBy(act: Act): Subject[] {
  return act.act === 'revoke' ? [act.subject] : [];
}

function lostAct(act: Act, { at }: Link, charter: Charter, gone: ReadonlySet<Subject>): LostAct[] {
  switch (act.act) {
    case 'revoke': {
      const head = charter.heads.get(act.subject);
      const thing = head && known[head.purpose];
      return thing ? [{ thing, at, revoked: act.subject }] : [];
    }
    case 'head': {
      const thing = known[act.purpose];
      return thing && !gone.has(act.subject) ? [{ thing, at }] : [];
    }
    case 'admit':
      return [{ thing: 'device', at }];
    case 'dismiss':
      return [{ thing: 'removed-device', at }];
    case 'settle':
      return [{ thing: 'answer', at }];
    case 'policy':
      return [{ thing: 'rule', at }];
    case 'approve':
    case 'reading':
      return []; // Always beside another act, which is named.
  }
}
