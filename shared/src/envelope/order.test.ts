import { beforeAll, describe, expect, it } from 'vitest';
import { randomId16 } from '../base/ids.ts';
import { checkOrder, clockSkewMs, longestOrderMs } from './order.ts';
import { signKeys } from './keys.ts';
import { ready } from './sodium.ts';
import { admit, after, newGrant, newMember, newOrganization, noon } from './specimen.ts';
import { order } from './statement/order.ts';
import { sign } from './statement.ts';
import type { Grant } from './grant.ts';
import type { Member } from './specimen.ts';
import type { Order } from './statement/order.ts';

beforeAll(ready);

const code = (wanted: string) => expect.objectContaining({ code: wanted });

function sample(change: Partial<Grant> = {}) {
  const { admin, charter } = newOrganization();
  const trusted = { charter, grantId: signKeys().kid, grant: newGrant(admin, change), now: noon };
  const make = (by: Member, other: Partial<Order> = {}) =>
    sign(
      order,
      {
        org: charter.org,
        at: noon,
        grant: trusted.grantId,
        run: randomId16(),
        notBefore: noon,
        notAfter: noon + 60_000,
        ...other,
      },
      by.sign,
    );
  return { admin, charter, trusted, make };
}

describe('an order', () => {
  it('counts from a device of a person whom the grant names', () => {
    const { admin, trusted, make } = sample();
    expect(checkOrder(make(admin), trusted).by).toBe(admin.sign.kid);
    expect(() => checkOrder(make(newMember()), trusted)).toThrow(code('unknown-sender'));
    const nobody = { ...trusted, grant: { ...trusted.grant, persons: [] } };
    expect(() => checkOrder(make(admin), nobody)).toThrow(code('not-allowed'));
  });

  it('for another grant, of another organization or another signature is refused', () => {
    const { admin, trusted, make } = sample();
    expect(() => checkOrder(make(admin, { grant: signKeys().kid }), trusted)).toThrow(
      code('wrong-id'),
    );
    expect(() => checkOrder(make(admin, { org: signKeys().kid }), trusted)).toThrow(
      code('wrong-organization'),
    );
    const forged = { ...make(admin), sig: make(admin).sig };
    expect(() => checkOrder(forged, trusted)).toThrow(code('tampered'));
  });

  it('holds for its time only, at most 24 hours, and may begin 5 minutes ahead', () => {
    const { admin, trusted, make } = sample();
    const at = (notBefore: number, notAfter: number) => () =>
      checkOrder(make(admin, { notBefore, notAfter }), trusted).run;
    expect(at(noon + clockSkewMs, noon + longestOrderMs)).not.toThrow();
    expect(at(noon - longestOrderMs, noon)).not.toThrow();
    expect(at(noon + clockSkewMs + 1, noon + longestOrderMs)).toThrow(code('order-expired'));
    expect(at(noon - 10, noon - 1)).toThrow(code('order-expired'));
    expect(at(noon, noon + longestOrderMs + 1)).toThrow(code('order-expired'));
    expect(at(noon + 2, noon + 1)).toThrow(code('order-expired'));
  });

  it('from a trigger key counts where the grant names that key', () => {
    const { admin, charter, trusted, make } = sample();
    const trigger = newMember();
    const two = after(charter, admin, [admit(trigger, 'trigger')]);
    expect(() => checkOrder(make(trigger), { ...trusted, charter: two })).toThrow(
      code('not-allowed'),
    );
    const grant = { ...trusted.grant, triggers: [trigger.sign.kid] };
    expect(checkOrder(make(trigger), { ...trusted, charter: two, grant }).by).toBe(
      trigger.sign.kid,
    );
  });
});
