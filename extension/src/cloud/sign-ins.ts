import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { fromBase64url, randomId16, toBase64url } from '@mayfly/shared/base/ids.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { seal } from '@mayfly/shared/envelope/seal.ts';
import { scopeOf, sessionCodec, writeBody } from '@mayfly/shared/envelope/session.ts';
import { compareCookies } from '../vault/cookie-choice.ts';
import { factsOf } from '../vault/read-cookies.ts';
import { rememberSignIn } from '../store/sign-ins.ts';
import { appendLink, headAct } from './append-link.ts';
import type { EnvelopeId, Subject } from '@mayfly/shared/base/ids.ts';
import type { Session, SessionCookie } from '@mayfly/shared/envelope/session.ts';
import type { CookieFacts } from '../vault/cookie-choice.ts';
import type { LocalStorage } from '../vault/read-local-storage.ts';
import type { KnownSignIn, TryAt } from '../store/sign-ins.ts';
import type { Connection } from './doors.ts';

/** What a person chose to store. The first host is the page's own. */
export type SignInChoice = {
  readonly hosts: readonly string[];
  readonly origins: readonly string[];
  readonly cookies: readonly SessionCookie[];
  readonly localStorage: readonly LocalStorage[];
  readonly deviceBound: boolean;
  readonly tryAt?: TryAt | undefined;
};

/** Seals a sign-in to the broker alone, and sets it as head of a fresh subject. Nobody can read it back. */
export async function storeSignIn(
  connection: Connection,
  choice: SignInChoice,
): Promise<KnownSignIn> {
  const salt = randomBytes(16);
  return put(connection, choice, { subject: randomId16(), salt });
}

/**
 * Stores a sign-in again under the same subject, owner and scope, so that every permission that uses it holds. Gives
 * what changed, by names and attributes.
 */
export async function resyncSignIn(
  connection: Connection,
  before: KnownSignIn,
  choice: SignInChoice,
): Promise<{ signIn: KnownSignIn; added: CookieFacts[]; gone: CookieFacts[] }> {
  const subject = before.subject as Subject;
  const head = await call(connection.broker, brokerRoutes.subjectHead, {
    params: { org: connection.org, subject },
  });
  const signIn = await put(
    connection,
    { ...choice, origins: before.origins },
    { subject, salt: fromBase64url(before.salt), prev: head.id },
  );
  return { signIn, ...compareCookies(before.cookies, signIn.cookies) };
}

/** Revokes a sign-in: when this returns, the broker has dropped its key, and no run can use it. */
export async function revokeSignIn(connection: Connection, subject: Subject): Promise<void> {
  await appendLink(connection, () => [{ act: 'revoke', subject }]);
  await rememberSignIn(subject);
}

async function put(
  connection: Connection,
  choice: SignInChoice,
  { subject, salt, prev }: { subject: Subject; salt: Uint8Array; prev?: EnvelopeId },
): Promise<KnownSignIn> {
  const origins = [...choice.origins].toSorted();
  const body: Session = {
    cookies: choice.cookies,
    localStorage: choice.localStorage,
    origins,
    salt,
  };
  const sealed = seal({
    purpose: 'session',
    org: connection.org,
    subject,
    owner: connection.keys.person,
    scope: scopeOf(salt, origins),
    createdAt: Date.now(),
    ...(prev ? { prev } : {}),
    plain: writeBody(sessionCodec, body),
    sender: connection.keys.sign,
    recipients: [],
  });
  await call(connection.service, serviceRoutes.putEnvelope, {
    params: { id: sealed.id },
    body: sealed.file,
  });
  await appendLink(connection, () => [headAct(sealed)], { heads: [sealed] });
  return remember(choice, { subject, salt, origins });
}

async function remember(
  choice: SignInChoice,
  { subject, salt, origins }: { subject: Subject; salt: Uint8Array; origins: string[] },
): Promise<KnownSignIn> {
  const signIn: KnownSignIn = {
    subject,
    hosts: [...choice.hosts],
    origins,
    salt: toBase64url(salt),
    cookies: choice.cookies.map(factsOf),
    storage: choice.localStorage.map(({ origin, entries }) => ({
      origin,
      keys: Object.keys(entries),
    })),
    storedAt: Date.now(),
    deviceBound: choice.deviceBound,
    ...(choice.tryAt ? { tryAt: choice.tryAt } : {}),
  };
  await rememberSignIn(subject, signIn);
  return signIn;
}
