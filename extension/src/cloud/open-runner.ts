import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedFromJson, signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { sameBytes } from '@mayfly/shared/base/bytes.ts';
import { RequestError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { sign } from '@mayfly/shared/envelope/statement.ts';
import { opening } from '@mayfly/shared/envelope/statement/opening.ts';
import { restoring } from '../store/restoring.ts';
import { appendOn } from './append-link.ts';
import { acceptReceipt, goBack, inTurn, keptLinks } from './charter.ts';
import { toRevoke } from './lost-acts.ts';
import { noteHeard } from './note-heard.ts';
import { compareRestored } from './restoration.ts';
import type { Id32 } from '@mayfly/shared/base/ids.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Connection } from './doors.ts';
import type { Restoration } from './restoration.ts';

/** What ends meanwhile is written into the log, and the word is on exactly that: so often it is said anew. */
const mostTries = 5;

/**
 * What a restored runner says, held against all that this device knows; nothing is changed. `undefined` where it was opened.
 * Throws `history-forked` for another past.
 */
export function lookAtRestored(connection: Connection): Promise<Restoration | undefined> {
  return inTurn(() => look(connection));
}

/**
 * Opens a restored runner, with the person's word on `agreed`: this device follows it back, revokes again what the runner has
 * forgotten to be revoked, and only then signs that it may release again. Cut off in the midst, it goes on when asked again.
 * Throws `challenge-differs` where the runner is not as it was shown, and what the broker refuses.
 */
export async function openRunner(connection: Connection, agreed: Restoration): Promise<void> {
  await inTurn(async () => {
    const now = await look(connection);
    if (!now) return;
    const { asked, charter, beyond } = now;
    const isSame = asked.seq === agreed.asked.seq && asked.head === agreed.asked.head;
    if (!isSame || !sameBytes(asked.challenge, agreed.asked.challenge))
      throw new RequestError('challenge-differs');
    if (beyond) await restoring.setValue(beyond);
    await goBack(charter, asked);
    const subjects = toRevoke({ charter, ...(beyond && { beyond }) });
    const acts = subjects.map((subject) => ({ act: 'revoke', subject }) as const);
    const next =
      acts.length > 0 ? await appendOn(connection, { charter, seen: asked.log }, acts) : charter;
    await signOpening(connection, next);
    await restoring.removeValue();
  });
  await noteHeard();
}

async function look(connection: Connection): Promise<Restoration | undefined> {
  const links = await keptLinks();
  const answer = await call(connection.broker, brokerRoutes.listLinks, {
    params: { org: connection.org },
    query: { after: links.length - 1 },
  });
  if (!answer.restored) return undefined;
  const all = [...links, ...answer.links.map(signedFromJson)];
  return compareRestored(connection, signedFromJson(answer.restored), all);
}

async function signOpening(connection: Connection, charter: Charter, tries = 1): Promise<void> {
  const { org, keys, broker } = connection;
  const now = await look(connection);
  if (!now) return;
  const { challenge, seq, head, log } = now.asked;
  const saw = now.beyond && {
    seq: now.beyond.saw.seq,
    head: now.beyond.saw.head as Id32,
    log: { size: now.beyond.saw.log.size, root: fromBase64url(now.beyond.saw.log.root) },
  };
  const said = { org, at: Date.now(), challenge, seq, head, log, saw };
  const signed = signedToJson(sign(opening, said, keys.sign));
  try {
    const answer = await call(broker, brokerRoutes.open, {
      params: { org },
      body: { opening: signed },
    });
    await acceptReceipt(connection, signedFromJson(answer.receipt), charter);
  } catch (error) {
    const moved = error instanceof RequestError && error.code === 'challenge-differs';
    if (!moved || tries >= mostTries) throw error;
    await signOpening(connection, charter, tries + 1);
  }
}
