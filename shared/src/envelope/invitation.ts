import { concat, utf8 } from '../base/bytes.ts';
import { RequestError, SealError } from '../base/errors.ts';
import { fromBase64url, idBytes, toBase64url } from '../base/ids.ts';
import { encodeCbor } from './cbor.ts';
import { decode, encode, optional, struct } from './codec.ts';
import { kidOf } from './keys.ts';
import { bytesOf, id32, text } from './scalars.ts';
import { H, H16, sameSecret } from './sodium.ts';
import { receipt } from './statement/receipt.ts';
import { verifyIn } from './statement.ts';
import type { Id16, Kid, OrgId } from '../base/ids.ts';
import type { Of } from './codec.ts';
import type { Signed } from './statement.ts';
import type { Receipt } from './statement/receipt.ts';

const invitationCodec = struct({
  url: text,
  inviter: id32,
  org: optional(id32),
  secret: bytesOf(16),
});

/** What an invitation says: the broker's door, who invites, into which organization, and a secret never sent. */
export type Invitation = Of<typeof invitationCodec>;

/** How long an invitation holds: 10 min. */
export const invitationMs = 600_000;

const start = 'mayfly1.';

/** An invitation as one line to paste. */
export function writeInvitation(invitation: Invitation): string {
  return start + toBase64url(encode(invitationCodec, invitation));
}

/** The invitation in a pasted line; space around it is forgiven. Throws `invitation-malformed`. */
export function readInvitation(line: string): Invitation {
  const trimmed = line.trim();
  if (!trimmed.startsWith(start)) throw new RequestError('invitation-malformed');
  try {
    return decode(invitationCodec, fromBase64url(trimmed.slice(start.length)));
  } catch (cause) {
    throw new RequestError('invitation-malformed', { cause });
  }
}

/** The name under which an invitation is asked for; it does not tell the secret. */
export function invitationId(secret: Uint8Array): Id16 {
  return H16(concat(utf8('mayfly-invite-id-v1\0'), secret));
}

/** What both sides of a pairing must mean alike: who invites, the newcomer's two public keys, the organization. */
export type Pairing = {
  readonly inviter: Kid;
  readonly sign: Uint8Array;
  readonly seal: Uint8Array;
  readonly org: OrgId;
};

/** The newcomer's proof that it knows the secret, over what it is sure of. */
export function newcomerMac(secret: Uint8Array, pairing: Pairing): Uint8Array {
  return H(encodeCbor(['mayfly-invite-v1', 'newcomer', ...meant(pairing)]), secret);
}

/** What an inviter gives beside its proof: its receipt, and where the service is, as it is sent. */
export type Given = { readonly receipt: Signed; readonly serviceUrl: string };

/** The inviter's proof, over the same and all that it gives: nobody between moves the newcomer to another service. */
export function inviterMac(secret: Uint8Array, pairing: Pairing, given: Given): Uint8Array {
  const all = [...meant(pairing), H(given.receipt.bytes), given.serviceUrl];
  return H(encodeCbor(['mayfly-invite-v1', 'inviter', ...all]), secret);
}

/** Throws `invitation-unknown` unless the newcomer proved that it knows the secret. */
export function checkNewcomer(secret: Uint8Array, pairing: Pairing, mac: Uint8Array): void {
  if (!sameSecret(mac, newcomerMac(secret, pairing))) throw new RequestError('invitation-unknown');
}

/**
 * The receipt of an inviter who has the key that the invitation names and knows its secret. Throws `broker-changed`
 * when it is somebody else or the answer was changed, and what a false receipt throws.
 */
export function checkInviter(
  secret: Uint8Array,
  pairing: Pairing,
  answer: Given & { readonly brokerSign: Uint8Array; readonly mac: Uint8Array },
): Receipt {
  if (kidOf(answer.brokerSign) !== pairing.inviter) throw new SealError('broker-changed');
  if (!sameSecret(answer.mac, inviterMac(secret, pairing, answer))) {
    throw new SealError('broker-changed');
  }
  return verifyIn(receipt, answer.receipt, answer.brokerSign, pairing.org);
}

function meant({ inviter, sign, seal, org }: Pairing): Uint8Array[] {
  return [idBytes(inviter), sign, seal, idBytes(org)];
}
