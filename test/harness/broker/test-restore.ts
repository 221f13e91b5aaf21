import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedFromJson, signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { sign, verifyIn } from '@mayfly/shared/envelope/statement.ts';
import { opening } from '@mayfly/shared/envelope/statement/opening.ts';
import { restored } from '@mayfly/shared/envelope/statement/restored.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import type { SignedJson } from '@mayfly/shared/api/route.ts';
import type { Restored } from '@mayfly/shared/envelope/statement/restored.ts';
import type { TestBroker } from './test-broker.ts';
import type { DeviceKeys, TestOrg } from './test-pairing.ts';

/** What a device of a test does at a broker that was put back to an earlier state. */
export function restoreActs(broker: TestBroker, org: TestOrg, keys: DeviceKeys, door: Door) {
  return {
    /** What it is asked to sign after a restore; nothing where there was none. */
    restored: async () => {
      const query = { after: org.charter.seq };
      const answer = await call(door, brokerRoutes.listLinks, { params: { org: org.id }, query });
      const { publicKey } = broker.deps.keys.identity;
      const asked = answer.restored && signedFromJson(answer.restored);
      return asked && verifyIn(restored, asked, publicKey, org.id);
    },
    /** A fresh receipt, as it was given. */
    receipt: async () => (await call(door, brokerRoutes.head, { params: { org: org.id } })).receipt,
    /** Shows the broker its own word. */
    show: async (given: SignedJson) =>
      (
        await call(door, brokerRoutes.showReceipt, {
          params: { org: org.id },
          body: { receipt: given },
        })
      ).restored,
    /** Opens what was restored, by what it is asked to sign. */
    open: async ({ challenge, seq, head, log }: Omit<Restored, 'v' | 'by' | 'at' | 'org'>) => {
      const said = { org: org.id, at: broker.wall, challenge, seq, head, log };
      const signed = signedToJson(sign(opening, said, keys.sign));
      await call(door, brokerRoutes.open, { params: { org: org.id }, body: { opening: signed } });
    },
  };
}
