import { utf8, concat } from '@mayfly/shared/base/bytes.ts';
import { fromBase64url, idBytes } from '@mayfly/shared/base/ids.ts';
import { decodeCbor, encodeCbor } from '@mayfly/shared/envelope/cbor.ts';
import { signKeys } from '@mayfly/shared/envelope/keys.ts';
import { H, sodium } from '@mayfly/shared/envelope/sodium.ts';
import { verify } from '@mayfly/shared/envelope/statement.ts';
import { beat } from '@mayfly/shared/envelope/statement/beat.ts';
import { certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import { end } from '@mayfly/shared/envelope/statement/end.ts';
import { gone } from '@mayfly/shared/envelope/statement/gone.ts';
import { link } from '@mayfly/shared/envelope/statement/link.ts';
import { mark } from '@mayfly/shared/envelope/statement/mark.ts';
import { opening } from '@mayfly/shared/envelope/statement/opening.ts';
import { order } from '@mayfly/shared/envelope/statement/order.ts';
import { receipt } from '@mayfly/shared/envelope/statement/receipt.ts';
import { request } from '@mayfly/shared/envelope/statement/request.ts';
import { restored } from '@mayfly/shared/envelope/statement/restored.ts';
import type { CborMap } from '@mayfly/shared/envelope/cbor.ts';
import type { SignKeys } from '@mayfly/shared/envelope/keys.ts';
import type { Signed, Statement } from '@mayfly/shared/envelope/statement.ts';
import type { Beat } from '@mayfly/shared/envelope/statement/beat.ts';
import { statementCases } from '../vectors/statements.ts';
import { vectorWorld } from '../vectors/world.ts';
import { flipped, refielded, resized } from './bend.ts';
import type { Choice } from './bend.ts';
import { mustRefuse } from './tally.ts';
import type { Tally } from './tally.ts';

/** Every type of statement, by name. */
export const statementTypes = {
  link,
  beat,
  order,
  request,
  receipt,
  certificate,
  mark,
  end,
  gone,
  restored,
  opening,
};
type Type = keyof typeof statementTypes;
const names = Object.keys(statementTypes) as Type[];

/** Verifies a statement as its receiver does: what is tried. */
export type Verifier = (type: Type, signed: Signed, publicKey: Uint8Array) => unknown;

const verifier: Verifier = (type, signed, publicKey) =>
  verify(statementTypes[type] as Statement<Beat>, signed, publicKey);

/** Everything that may be done to a statement of every type by who has not the key of its signer. */
export const tryStatements = (
  tally: Tally,
  choose: Choice,
  isSigned: Verifier = verifier,
): void => {
  const good = statementCases(vectorWorld()).filter(({ code }) => code === undefined);
  const others = ['another device', 'a pod', 'the service', 'a stranger'].map((who) => ({
    who,
    keys: signKeys(),
  }));
  for (const [at, { name, type, publicKey, ...told }] of good.entries()) {
    const signed = { bytes: fromBase64url(told.bytes), sig: fromBase64url(told.sig) };
    const key = fromBase64url(publicKey);
    const refuse = (how: string, forged: Signed) =>
      mustRefuse(tally, `${name}: ${how}`, () => isSigned(type, forged, key));

    const other = fromBase64url(good[(at + 1) % good.length]!.bytes);
    const bends = [flipped(signed.bytes, choose), resized(signed.bytes, choose)];
    for (const bent of [...bends, refielded(signed.bytes, other)]) {
      for (const { how, bytes } of bent) refuse(how, { ...signed, bytes });
    }
    for (const bent of [flipped(signed.sig, choose), resized(signed.sig, choose)]) {
      for (const { how, bytes: sig } of bent) refuse(`signature, ${how}`, { ...signed, sig });
    }
    refuse('the words of another', { ...signed, bytes: other });
    for (const { who, keys } of others) {
      refuse(`signed by ${who}`, signedAs(type, signed.bytes, keys));
      refuse(`by and signed by ${who}`, signedAs(type, byAnother(signed.bytes, keys), keys));
    }
    for (const as of names.filter((each) => each !== type)) {
      const { device } = vectorWorld();
      refuse(`signed as ${as}`, signedAs(as, signed.bytes, device));
    }
  }
};

function signedAs(type: string, bytes: Uint8Array, { privateKey }: SignKeys): Signed {
  const line = concat(utf8(`mayfly-${type}-v1\0`), H(bytes));
  return { bytes, sig: sodium.crypto_sign_detached(line, privateKey) };
}

function byAnother(bytes: Uint8Array, { kid }: SignKeys): Uint8Array {
  return encodeCbor(new Map([...(decodeCbor(bytes) as CborMap), ['by', idBytes(kid)]]));
}
