import { RequestError, SealError } from '@mayfly/shared/base/errors.ts';
import { envelopeId } from '@mayfly/shared/envelope/format.ts';
import { checkOrder } from '@mayfly/shared/envelope/order.ts';
import { checkSlot, slotRun } from '@mayfly/shared/envelope/slot.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { order as orderStatement } from '@mayfly/shared/envelope/statement/order.ts';
import type { EnvelopeId } from '@mayfly/shared/base/ids.ts';
import type { Charter, Device } from '@mayfly/shared/envelope/charter.ts';
import type { Claim } from '@mayfly/shared/envelope/claim.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { Order } from '@mayfly/shared/envelope/statement/order.ts';
import type { OpenGrant } from '../charter/read-grant.ts';

/** What starts a run: a device's order, with the device, or a slot of the grant's schedule. */
export type Start =
  | { readonly order: Signed; readonly said: Order; readonly device: Device }
  | { readonly slot: number };

/** The grant that a claim means: the one its order names, or the head of the slot's subject. Throws `grant-not-in-force`. */
export function grantIdOf(charter: Charter, { order, slot }: Claim): EnvelopeId {
  if (order) return read(orderStatement, order).grant;
  const head = slot && charter.heads.get(slot.grantSubject);
  if (head?.purpose !== 'grant') throw new SealError('grant-not-in-force');
  return head.id;
}

/**
 * That a claim's order or slot starts exactly this run now. Throws what `checkOrder` throws; `wrong-id` for the order of
 * another run, or another input than the order names; `slot-outside-grace`.
 */
export function checkStart(
  charter: Charter,
  { row, grant }: OpenGrant,
  claim: Claim,
  now: number,
): Start {
  if (claim.order) {
    const said = checkOrder(claim.order, { charter, grantId: row.id, grant, now });
    const device = charter.devices.get(said.by);
    if (!device) throw new RequestError('not-allowed');
    if (said.run !== claim.run || said.input !== inputIdOf(claim)) throw new SealError('wrong-id');
    return { order: claim.order, said, device };
  }
  const slot = claim.slot?.slot;
  if (slot === undefined || claim.input) throw new SealError('wrong-id');
  checkSlot(grant, slot, now);
  if (claim.run !== slotRun(claim.org, row.subject, slot)) throw new SealError('wrong-id');
  return { slot };
}

/** The input that a claim brings. */
export function inputIdOf({ input }: Claim): EnvelopeId | undefined {
  return input && envelopeId(input.stub);
}
