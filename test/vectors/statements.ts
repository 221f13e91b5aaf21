import { toBase64url } from '@mayfly/shared/base/ids.ts';
import { concat, utf8 } from '@mayfly/shared/base/bytes.ts';
import { encodeCbor } from '@mayfly/shared/envelope/cbor.ts';
import { sodium } from '@mayfly/shared/envelope/sodium.ts';
import { idBytes } from '@mayfly/shared/base/ids.ts';
import { filled } from './world.ts';
import type { StatementCase } from '@mayfly/shared/envelope/vectors.ts';
import type { CborMap, CborValue } from '@mayfly/shared/envelope/cbor.ts';
import type { World } from './world.ts';

type Fields = Readonly<Record<string, CborValue>>;

/** The cases of statements: one of each type that verifies, and each failure class. */
export function statementCases(world: World): StatementCase[] {
  const about = { v: 1, org: idBytes(world.org), by: idBytes(world.device.kid), at: world.now };
  const make = (name: string, type: string, fields: Fields, code?: StatementCase['code']) =>
    signed(world, { name, type, as: type, fields: { ...about, ...fields }, code });
  const said = fieldsByType(world);
  const beat = said['beat'] ?? {};
  const good = make('a beat', 'beat', beat);
  return [
    ...Object.entries(said).map(([type, fields]) => make(`a ${type}`, type, fields)),
    signed(world, { name: 'a first link', type: 'link', as: 'link', fields: firstLink(world) }),
    make('an unknown field', 'beat', { ...beat, extra: 1 }, 'tampered'),
    make('a missing field', 'beat', { seq: 3 }, 'tampered'),
    make('version 2', 'beat', { ...beat, v: 2 }, 'unknown-version'),
    make('names another key', 'beat', { ...beat, by: filled(32, 8) }, 'unknown-sender'),
    signed(world, {
      name: 'signed as another type',
      type: 'beat',
      as: 'receipt',
      fields: { ...about, ...beat },
      code: 'tampered',
    }),
    {
      ...good,
      name: 'signed by another key',
      publicKey: toBase64url(world.stranger.publicKey),
      code: 'unknown-sender',
    },
    { ...good, name: 'a signature cut short', sig: good.sig.slice(0, 40), code: 'tampered' },
    make(
      'an act nobody knows',
      'link',
      { seq: 1, prev: filled(32, 1), seen: seen(), acts: [map({ act: 'abdicate' })] },
      'tampered',
    ),
    make('an end that is no status', 'end', { ...said['end'], status: 'running' }, 'tampered'),
  ];
}

function signed(
  { device }: World,
  given: { name: string; type: string; as: string; fields: Fields; code?: StatementCase['code'] },
): StatementCase {
  const bytes = encodeCbor(map(given.fields));
  const hash = sodium.crypto_generichash(32, bytes, null);
  const line = concat(utf8(`mayfly-${given.as}-v1\0`), hash);
  return {
    name: given.name,
    type: given.type as StatementCase['type'],
    bytes: toBase64url(bytes),
    sig: toBase64url(sodium.crypto_sign_detached(line, device.privateKey)),
    publicKey: toBase64url(device.publicKey),
    ...(given.code && { code: given.code }),
  };
}

function fieldsByType({
  device,
  reader,
  subject,
  otherSubject,
  owner,
  scope,
  now,
}: World): Record<string, Fields> {
  const run = filled(16, 30);
  const id = filled(32, 31);
  const acts = [
    {
      act: 'admit',
      person: idBytes(owner),
      role: 'member',
      sign: device.publicKey,
      seal: reader.publicKey,
    },
    { act: 'dismiss', kid: idBytes(device.kid) },
    { act: 'policy', approvals: 2, admins: 2, images: ['sha256:00'] },
    { act: 'reading', space: 0, key: reader.publicKey },
    {
      act: 'head',
      subject: idBytes(subject),
      purpose: 'session',
      id,
      owner: idBytes(owner),
      scope: idBytes(scope),
    },
    { act: 'head', subject: idBytes(otherSubject), purpose: 'grant', id: filled(32, 32) },
    { act: 'approve', grant: filled(32, 32) },
    { act: 'revoke', subject: idBytes(subject) },
    { act: 'settle', run, done: true },
  ];
  return {
    link: { seq: 7, prev: filled(32, 33), seen: seen(), acts: acts.map((act) => map(act)) },
    beat: { seq: 7, head: filled(32, 34), seen: seen() },
    order: { grant: id, run, input: filled(32, 35), notBefore: now, notAfter: now + 60_000 },
    request: { method: 'POST', path: '/runs?x=1', body: filled(32, 36), nonce: filled(16, 37) },
    receipt: { seq: 7, head: filled(32, 34), log: seen(), sealKey: reader.publicKey },
    certificate: {
      run,
      attempt: 1,
      sign: device.publicKey,
      seal: reader.publicKey,
      uid: 'pod-1',
      image: 'sha256:00',
      grant: id,
      grantSubject: idBytes(subject),
      order: filled(32, 38),
      envelopes: [map({ subject: idBytes(otherSubject), id })],
      reading: reader.publicKey,
      sealKey: reader.publicKey,
      head: filled(32, 34),
      notAfter: now + 60_000,
      log: seen(),
    },
    mark: { run, attempt: 1, certificate: filled(32, 39) },
    end: {
      run,
      attempt: 1,
      status: 'failed',
      code: 'target-not-found',
      step: 3,
      report: id,
      renewals: [],
    },
    gone: { run, attempt: 1, uid: 'pod-1', seen: 'node-verified' },
    restored: { challenge: filled(32, 42), seq: 7, head: filled(32, 34), log: seen() },
    opening: {
      challenge: filled(32, 42),
      seq: 7,
      head: filled(32, 34),
      log: seen(),
      saw: map({ seq: 8, head: filled(32, 43), log: map({ size: 13, root: filled(32, 44) }) }),
    },
  };
}

function firstLink({ device, reader, owner, now }: World): Fields {
  const acts = [
    {
      act: 'admit',
      person: idBytes(owner),
      role: 'admin',
      sign: device.publicKey,
      seal: reader.publicKey,
    },
    { act: 'reading', space: 0, key: reader.publicKey },
    { act: 'policy', approvals: 0 },
  ];
  return {
    v: 1,
    by: idBytes(device.kid),
    at: now,
    seq: 0,
    salt: filled(16, 40),
    acts: acts.map((act) => map(act)),
  };
}

function seen(): CborMap {
  return map({ size: 12, root: filled(32, 41) });
}

function map(fields: Fields): CborMap {
  return new Map(Object.entries(fields));
}
