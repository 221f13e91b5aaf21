import { RequestError, SealError } from '../base/errors.ts';
import { activeDevice } from './charter.ts';
import { read, verifyIn } from './statement.ts';
import { order } from './statement/order.ts';
import type { EnvelopeId } from '../base/ids.ts';
import type { Charter, Device } from './charter.ts';
import type { Grant } from './grant.ts';
import type { Signed } from './statement.ts';
import type { Order } from './statement/order.ts';

/** The longest that an order may hold: 24 h. */
export const longestOrderMs = 86_400_000;
/** How far clocks may differ: 5 min. */
export const clockSkewMs = 300_000;

/**
 * What an order says, given by a device or trigger key which its grant names, for this grant, at this time (ms). Throws
 * `tampered`, `unknown-version`, `unknown-sender`, `wrong-organization`, `wrong-id` for another grant, `not-allowed`,
 * and `order-expired` before its time, after it, or when it holds longer than 24 h.
 */
export function checkOrder(
  signed: Signed,
  {
    charter,
    grantId,
    grant,
    now,
  }: { charter: Charter; grantId: EnvelopeId; grant: Grant; now: number },
): Order {
  const device = activeDevice(charter, read(order, signed).by);
  if (!device) throw new SealError('unknown-sender');
  const said = verifyIn(order, signed, device.sign, charter.org);
  if (said.grant !== grantId) throw new SealError('wrong-id');
  if (!mayOrder(grant, device)) throw new RequestError('not-allowed');
  if (!isOrderTime(said, now)) throw new SealError('order-expired');
  return said;
}

/** Whether an order holds at `now`; it may begin 5 min ahead, since clocks differ. */
export function isOrderTime({ notBefore, notAfter }: Order, now: number): boolean {
  const span = notAfter - notBefore;
  return span >= 0 && span <= longestOrderMs && now >= notBefore - clockSkewMs && now <= notAfter;
}

/** Whether a grant names the person of a device, or the key of a trigger, as one who may order a run. */
export function mayOrder({ persons, triggers }: Grant, { role, person, kid }: Device): boolean {
  if (role === 'recovery') return false;
  return role === 'trigger' ? triggers.includes(kid) : persons.includes(person);
}
