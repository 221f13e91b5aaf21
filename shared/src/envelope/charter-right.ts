import { kidOf } from './keys.ts';
import type { Charter, Device } from './charter.ts';
import type { Act, Role } from './statement/link.ts';

/** What this build can do beyond one person with one device (DESIGN §10). The formats already know the rest. */
export type Built = {
  /** Roles in which further devices may be admitted. */
  readonly roles: readonly Role[];
  /** Whether devices can be dismissed. */
  readonly dismiss: boolean;
  /** The most approvals by other persons, and of admins, that a policy may ask for. */
  readonly approvals: number;
  readonly admins: number;
};

/** The first build: the device that made the organization is the only one. */
export const firstBuild: Built = { roles: [], dismiss: false, approvals: 0, admins: 1 };

/** Whether an act, of whatever signer, can be done by this build. What cannot is refused, never ignored. */
export function isBuilt(act: Act, built: Built): boolean {
  if (act.act === 'admit') return built.roles.includes(act.role);
  if (act.act === 'dismiss') return built.dismiss;
  if (act.act === 'reading') return act.space === 0;
  if (act.act !== 'policy') return true;
  return act.approvals <= built.approvals && (act.admins ?? 1) <= built.admins;
}

/** Why `device` may not do this act in the state before its link, or undefined. `acts` are all of the link. */
export function actProblem(
  charter: Charter,
  device: Device,
  act: Act,
  acts: readonly Act[],
): string | undefined {
  if (device.role === 'recovery' || device.role === 'trigger')
    return `a ${device.role} key signs no link`;
  switch (act.act) {
    case 'admit':
      return onlyAdmin(device) ?? admitProblem(charter, act);
    case 'dismiss':
      return onlyAdmin(device) ?? dismissProblem(charter, act, acts);
    case 'policy':
    case 'reading':
      return onlyAdmin(device);
    case 'head':
      return headProblem(charter, device, act, acts);
    case 'revoke':
      return revokeProblem(charter, device, act);
    case 'approve':
    case 'settle':
      return undefined;
  }
}

type ActOf<A extends Act['act']> = Extract<Act, { act: A }>;

function onlyAdmin({ role }: Device): string | undefined {
  return role === 'admin' ? undefined : 'only an admin may';
}

function admitProblem({ devices }: Charter, { sign }: ActOf<'admit'>): string | undefined {
  return devices.has(kidOf(sign)) ? 'a key is admitted once' : undefined;
}

function dismissProblem(
  { devices }: Charter,
  { kid }: ActOf<'dismiss'>,
  acts: readonly Act[],
): string | undefined {
  if (devices.get(kid)?.untilSeq !== undefined || !devices.has(kid)) return 'not a device';
  if (!acts.some(({ act }) => act === 'reading')) return 'a dismissal brings a new reading key';
  const leaving = new Set(acts.flatMap((act) => (act.act === 'dismiss' ? [act.kid] : [])));
  const admins = devices
    .values()
    .filter((device) => device.role === 'admin' && device.untilSeq === undefined);
  return admins.every((admin) => leaving.has(admin.kid)) ? 'one admin stays' : undefined;
}

function headProblem(
  charter: Charter,
  device: Device,
  act: ActOf<'head'>,
  acts: readonly Act[],
): string | undefined {
  const same = acts.filter((other) => other.act === 'head' && other.subject === act.subject);
  if (same.length > 1) return 'one head a subject';
  if (charter.revoked.has(act.subject)) return 'revoked for ever';
  if (charter.named.has(act.id)) return 'never back to an older version';
  return purposeProblem(device, act) ?? followProblem(charter, device, act);
}

function purposeProblem(device: Device, act: ActOf<'head'>): string | undefined {
  const owned = act.purpose === 'session' || act.purpose === 'secret';
  if (owned !== (act.owner !== undefined) || owned !== (act.scope !== undefined))
    return 'owner, scope';
  if (owned && act.owner !== device.person) return 'its owner only';
  if (act.purpose === 'keys') return onlyAdmin(device);
  return owned || act.purpose === 'automation' || act.purpose === 'grant'
    ? undefined
    : `${act.purpose} has no head`;
}

function followProblem(charter: Charter, device: Device, act: ActOf<'head'>): string | undefined {
  const before = charter.heads.get(act.subject);
  if (!before) return undefined;
  if (before.purpose !== act.purpose) return 'a subject keeps its purpose';
  if (before.owner !== act.owner || before.scope !== act.scope) return 'owner and scope stay';
  if (act.purpose === 'grant' && before.author !== device.person) return 'its author only';
  return undefined;
}

function revokeProblem(
  charter: Charter,
  device: Device,
  { subject }: ActOf<'revoke'>,
): string | undefined {
  const head = charter.heads.get(subject);
  if (!head) return 'nothing of that name';
  if (device.role === 'admin' || (head.owner ?? head.author) === device.person) return undefined;
  return 'its owner or an admin only';
}
