import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedFromJson, signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { beat } from '@mayfly/shared/envelope/statement/beat.ts';
import { sign } from '@mayfly/shared/envelope/statement.ts';
import { acceptReceipt, inTurn, syncNow } from './charter.ts';
import { connect } from './doors.ts';
import { noteHeard } from './note-heard.ts';
import type { Connection } from './doors.ts';

/** Tells the broker that this person is there, with the head and the log that this device saw. Daily while unlocked. */
export async function sendBeat(): Promise<void> {
  const connection = await connect();
  await inTurn(() => beatOnce(connection));
  await noteHeard();
}

async function beatOnce(connection: Connection): Promise<void> {
  const { charter, receipt } = await syncNow(connection);
  const signed = sign(
    beat,
    {
      org: connection.org,
      at: Date.now(),
      seq: charter.seq,
      head: charter.head,
      seen: receipt.log,
    },
    connection.keys.sign,
  );
  const answer = await call(connection.broker, brokerRoutes.beat, {
    params: { org: connection.org },
    body: { beat: signedToJson(signed) },
  });
  await acceptReceipt(connection, signedFromJson(answer.receipt), charter);
}
