import { RequestError, SealError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { envelopeId, headerOf, readStub } from '@mayfly/shared/envelope/format.ts';
import { checkCommit, checkStub, unwrapDek } from '@mayfly/shared/envelope/open.ts';
import { devicesAt } from '@mayfly/shared/envelope/sender.ts';
import type { StubWithWrap } from '@mayfly/shared/api/route.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Header, Stub } from '@mayfly/shared/envelope/format.ts';
import type { SealKeys } from '@mayfly/shared/envelope/keys.ts';
import type { Act, Link } from '@mayfly/shared/envelope/statement/link.ts';

/** The act by which a link sets a head. */
export type HeadAct = Extract<Act, { act: 'head' }>;

/** A head that a link sets, with what it brought for it: the sender is a device of the signer's person. */
export type NewHead = {
  readonly act: HeadAct;
  readonly header: Header;
  readonly stub: Stub;
  /** Ed25519 public key of the sender, 32 bytes. */
  readonly sender: Uint8Array;
  readonly wrap: Uint8Array;
  readonly dek: Uint8Array;
};

/**
 * What a link brought for the heads that it sets: for each a stub, verified, and a wrap which opens under this
 * organization's key and belongs to that very header. `charter` is the one after the link. Throws `bad-request` when
 * something is missing or too much, `not-built`, what `checkStub` throws, `not-allowed`, `wrong-recipient`, `tampered`.
 */
export function checkHeads(
  charter: Charter,
  { acts, by }: Link,
  brought: readonly StubWithWrap[],
  { sealKey, now }: { sealKey: SealKeys; now: number },
): NewHead[] {
  const heads = acts.filter((act) => act.act === 'head');
  const carriers = brought.map(({ stub, wrap }) => ({ stub: readStub(fromBase64url(stub)), wrap }));
  if (carriers.length !== heads.length) throw new RequestError('bad-request');
  return heads.map((act) => {
    if (act.purpose === 'keys') throw new RequestError('not-built');
    const carrier = carriers.find(({ stub }) => envelopeId(stub) === act.id);
    if (!carrier) throw new RequestError('bad-request');
    const { stub } = carrier;
    const wrap = fromBase64url(carrier.wrap);
    const { header, sender } = checkHead(charter, act, stub, now);
    if (charter.devices.get(header.sender)?.person !== charter.devices.get(by)?.person) {
      throw new RequestError('not-allowed');
    }
    const dek = unwrapDek(wrap, sealKey);
    checkCommit(stub, dek);
    return { act, header, stub, sender, wrap, dek };
  });
}

function checkHead(
  charter: Charter,
  act: HeadAct,
  stub: Stub,
  now: number,
): { header: Header; sender: Uint8Array } {
  const { org, seq } = charter;
  const { purpose, subject, id } = act;
  const senderOf = devicesAt(charter, seq);
  const header = checkStub(stub, { purpose, org, subject, id, senderOf, now });
  if (header.owner !== act.owner || header.scope !== act.scope) throw new SealError('tampered');
  const sender = senderOf(headerOf(stub));
  if (!sender) throw new SealError('unknown-sender');
  return { header, sender };
}
