import { concat, utf8 } from '@mayfly/shared/base/bytes.ts';
import { fromBase64url, id32, idBytes, toBase64url } from '@mayfly/shared/base/ids.ts';
import { decodeCbor, encodeCbor } from '@mayfly/shared/envelope/cbor.ts';
import { purposes } from '@mayfly/shared/envelope/format.ts';
import { sodium } from '@mayfly/shared/envelope/sodium.ts';
import { forge, pad } from './forge.ts';
import { filled, headerFor } from './world.ts';
import type { EnvelopeCase } from '@mayfly/shared/envelope/vectors.ts';
import type { CborMap, CborValue } from '@mayfly/shared/envelope/cbor.ts';
import type { Purpose } from '@mayfly/shared/envelope/format.ts';
import type { Parts } from './forge.ts';
import type { World } from './world.ts';

type Change = Partial<Omit<Parts, 'header'>> & { readonly header?: Record<string, CborValue> };

/** The cases of each failure class, and those that open, by the name of their file. */
export function envelopeCases(world: World): Record<string, EnvelopeCase[]> {
  const make = (name: string, change: Change = {}, purpose: Purpose = 'report') =>
    caseOf(world, name, purpose, change);
  const good = make('good');
  const map = decodeCbor(fromBase64url(good.file)) as CborMap;
  const fileOf = (name: string, file: Uint8Array): EnvelopeCase => ({
    ...good,
    name,
    file: toBase64url(file),
  });
  const withFields = (name: string, fields: Record<string, CborValue>) =>
    fileOf(name, encodeCbor(new Map([...map, ...Object.entries(fields)])));
  const bytes = fromBase64url(good.file);
  const expect = (name: string, expected: Partial<EnvelopeCase['expected']>, given = good) => ({
    ...given,
    name,
    expected: { ...given.expected, ...expected },
  });

  return {
    opens: [
      ...purposes.map((purpose) => make(`a ${purpose}`, {}, purpose)),
      make('an empty body', { plain: new Uint8Array() }),
      make('1,023 bytes, the most in 1 KiB', { plain: filled(1023, 7) }),
      make('1,024 bytes, the least in 2 KiB', { plain: filled(1024, 7) }),
      make('a body that ends like padding', {
        plain: concat(utf8('x'), Uint8Array.of(0x80, 0, 0)),
      }),
      make('two recipients', { recipients: [world.other.publicKey, world.reader.publicKey] }),
      make('a version that follows another', { header: { prev: filled(32, 9) } }, 'automation'),
    ],
    tampered: [
      ...['header', 'commit', 'nonce', 'body', 'sig'].map((field) =>
        withFields(`one bit of ${field} flipped`, {
          [field]: flipped(map.get(field) as Uint8Array),
        }),
      ),
      fileOf('a byte too many', concat(bytes, Uint8Array.of(0))),
      fileOf('a byte too few', bytes.slice(0, -1)),
      fileOf('not CBOR', utf8('not CBOR at all')),
      fileOf('keys in another order', reordered(map)),
      fileOf('a map without end', indefinite(map)),
      withFields('an unknown field', { extra: 1 }),
      fileOf('a missing field', encodeCbor(new Map([...map].filter(([key]) => key !== 'nonce')))),
      fileOf('a doubled field', doubled(map)),
      withFields('a commitment of 31 bytes', { commit: filled(31, 1) }),
      withFields('a wrap under a name that is no kid', { wraps: new Map([['me', filled(80, 1)]]) }),
      make('an unknown field in the header, signed', { header: { extra: true } }),
      make('an end where its purpose has none', { header: { notAfter: world.now + 1 } }),
      make('an owner where its purpose has none', { header: { owner: filled(16, 1) } }),
      make('an unknown purpose', { header: { purpose: 'letter' } }),
      make('a negative time', { header: { createdAt: -1 } }),
      make('a header of another organization with this one’s wrap', {
        wraps: { [world.reader.kid]: wrapOf(world, filled(32, 99)) },
      }),
      make('padded to twice the size', { filled: twice(utf8('hello')) }),
      make('no mark of padding', { filled: new Uint8Array(1024) }),
      make('padded to no size of ours', { filled: pad(utf8('hello')).slice(0, 1000) }),
      make('no padding at all', { filled: new Uint8Array() }),
    ],
    'unknown-version': [
      make('version 2', { header: { v: 2 } }),
      make('suite 2', { header: { suite: 2 } }),
      make('version 0', { header: { v: 0 } }),
    ],
    'wrong-purpose': [
      expect('an artifact for a report', { purpose: 'artifact' }),
      expect('a secret for a session', { purpose: 'session' }, make('a secret', {}, 'secret')),
    ],
    'unknown-sender': [
      make('sealed by a stranger', {
        sender: world.stranger,
        header: { sender: idBytes(world.stranger.kid) },
      }),
      { ...good, name: 'nobody is known', senders: [] },
    ],
    'wrong-organization': [
      expect('read as another organization’s', { org: world.otherOrg }),
      make('of another organization', { header: { org: idBytes(world.otherOrg) } }),
    ],
    'wrong-subject': [
      expect('read as another automation’s', { subject: world.otherSubject }),
      make('of another automation', { header: { subject: idBytes(world.otherSubject) } }),
    ],
    'wrong-id': [
      expect('an older version in place of the newer', { id: id32(filled(32, 5)) }),
      {
        ...good,
        name: 'replayed in place of another',
        expected: make('x', { plain: utf8('x') }).expected,
      },
    ],
    expired: (['grant', 'session', 'secret', 'input'] as const).map((purpose) =>
      make(`a ${purpose} after its end`, { header: { notAfter: world.now - 1 } }, purpose),
    ),
    'wrong-recipient': [
      make('no wrap at all', { recipients: [] }),
      make('a wrap for another', { recipients: [world.other.publicKey] }),
      make('another’s wrap under this name', {
        wraps: {
          [world.reader.kid]: sodium.crypto_box_seal(filled(32, 20), world.other.publicKey),
        },
      }),
      make('one bit of the wrap flipped', {
        wraps: { [world.reader.kid]: flipped(wrapOf(world, filled(32, 20))) },
      }),
      make('an empty wrap', { wraps: { [world.reader.kid]: new Uint8Array() } }),
    ],
  };
}

function caseOf(world: World, name: string, purpose: Purpose, change: Change): EnvelopeCase {
  const plain = change.plain ?? utf8(`the body of a ${purpose}`);
  const { file, id } = forge({
    dek: filled(32, 20),
    nonce: filled(24, 21),
    sender: world.device,
    recipients: [world.reader.publicKey],
    ...change,
    plain,
    header: { ...headerFor(world, purpose), ...change.header },
  });
  return {
    name,
    file: toBase64url(file),
    expected: { purpose, org: world.org, subject: world.subject, id, now: world.now },
    senders: [toBase64url(world.device.publicKey)],
    sealSeed: toBase64url(filled(32, 3)),
    plain: toBase64url(plain),
  };
}

function wrapOf(world: World, dek: Uint8Array): Uint8Array {
  return sodium.crypto_box_seal(dek, world.reader.publicKey);
}

function flipped(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte));
}

function twice(plain: Uint8Array): Uint8Array {
  const larger = new Uint8Array(2048);
  larger.set(plain);
  larger[plain.length] = 0x80;
  return larger;
}

function entries(map: CborMap): Uint8Array[] {
  return [...map].map(([key, value]) => concat(encodeCbor(key), encodeCbor(value)));
}

function reordered(map: CborMap): Uint8Array {
  return concat(Uint8Array.of(0xa0 + map.size), ...entries(map).toReversed());
}

function indefinite(map: CborMap): Uint8Array {
  return concat(Uint8Array.of(0xbf), ...entries(map), Uint8Array.of(0xff));
}

function doubled(map: CborMap): Uint8Array {
  const [first, ...rest] = entries(map);
  if (!first) throw new TypeError('An empty map');
  return concat(Uint8Array.of(0xa1 + map.size), first, first, ...rest);
}
