import { id16, id32, idBytes } from '@mayfly/shared/base/ids.ts';
import { sealKeys, signKeys } from '@mayfly/shared/envelope/keys.ts';
import type { CborValue } from '@mayfly/shared/envelope/cbor.ts';
import type { Purpose } from '@mayfly/shared/envelope/format.ts';

/** Keys and ids of the vectors, from counted seeds: the same in every run. `ready()` must have been awaited. */
export function vectorWorld() {
  const device = signKeys(filled(32, 1));
  const stranger = signKeys(filled(32, 2));
  const reader = sealKeys(filled(32, 3));
  const other = sealKeys(filled(32, 4));
  const org = id32(filled(32, 10));
  const otherOrg = id32(filled(32, 11));
  const subject = id16(filled(16, 12));
  const otherSubject = id16(filled(16, 13));
  const owner = id16(filled(16, 14));
  const scope = id32(filled(32, 15));
  const now = 1_800_000_000_000;
  return {
    device,
    stranger,
    reader,
    other,
    org,
    otherOrg,
    subject,
    otherSubject,
    owner,
    scope,
    now,
  };
}

/** The world of the vectors. */
export type World = ReturnType<typeof vectorWorld>;

/** A header of a purpose, as CBOR fields. */
export function headerFor(world: World, purpose: Purpose): Record<string, CborValue> {
  const owned = purpose === 'session' || purpose === 'secret';
  const ends = owned || purpose === 'grant' || purpose === 'input';
  return {
    v: 1,
    suite: 1,
    purpose,
    org: idBytes(world.org),
    subject: idBytes(world.subject),
    ...(owned && { owner: idBytes(world.owner), scope: idBytes(world.scope) }),
    createdAt: world.now - 1_000,
    ...(ends && { notAfter: world.now + 1_000 }),
    sender: idBytes(world.device.kid),
  };
}

/** `size` bytes, each of them `byte`. */
export function filled(size: number, byte: number): Uint8Array {
  return new Uint8Array(size).fill(byte);
}
