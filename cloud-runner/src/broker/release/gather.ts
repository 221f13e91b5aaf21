import { RequestError, SealError } from '@mayfly/shared/base/errors.ts';
import { checkStub, checkCommit, unwrapDek } from '@mayfly/shared/envelope/open.ts';
import { envelopeId, headerOf, readStub } from '@mayfly/shared/envelope/format.ts';
import { devicesAt } from '@mayfly/shared/envelope/sender.ts';
import { wrapsFor } from '../store/heads.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { Claim, Release } from '@mayfly/shared/envelope/claim.ts';
import type { Grant } from '@mayfly/shared/envelope/grant.ts';
import type { BrokerKeys } from '../keys/broker-keys.ts';
import type { InOrg } from '../store/database.ts';
import type { WrapRow } from '../store/heads.ts';
import type { Start } from './check-start.ts';

type Given = Release['envelopes'][number];

/**
 * All envelopes whose keys a grant gives: its automations by id, the newest of its sessions and secrets. Nothing is
 * unwrapped yet. Throws `grant-not-in-force` when one was revoked, or has another owner or scope now.
 */
export async function gather(
  at: InOrg,
  { automations, sessions, secrets }: Grant,
): Promise<WrapRow[]> {
  const sealed = [...sessions, ...secrets];
  const subjects = sealed.map(({ subject }) => subject);
  const wraps = await wrapsFor(at, automations, subjects);
  const found = [
    ...new Set(automations).values().map((id) => wraps.find((wrap) => wrap.id === id)),
    ...sealed.map(({ subject, owner, scope }) =>
      wraps.find(
        (wrap) =>
          wrap.subject === subject && wrap.head?.owner === owner && wrap.head.scope === scope,
      ),
    ),
  ];
  return found.map((wrap) => {
    if (!wrap) throw new SealError('grant-not-in-force');
    return wrap;
  });
}

/** Unwraps what was gathered, each with the broker's key for this organization. Only after the commit. */
export function unwrapAll(keys: BrokerKeys, wraps: readonly WrapRow[]): Given[] {
  return wraps.map(({ org, stub, sender, wrap, master_n }) => ({
    stub: readStub(stub),
    sender,
    dek: unwrapDek(wrap, keys.sealOf(org, master_n)),
  }));
}

/**
 * The input that a claim brings, by whoever signed the order. Throws what `checkStub` throws, `wrong-recipient`, and
 * `tampered` when its key belongs to another header.
 */
export function unwrapInput(
  keys: BrokerKeys,
  { charter, claim, start, now }: { charter: Charter; claim: Claim; start: Start; now: number },
): Given | undefined {
  const { input } = claim;
  if (!input) return undefined;
  if (!('order' in start)) throw new RequestError('bad-request');
  const { subject, sender } = headerOf(input.stub);
  const senderOf = devicesAt(charter, charter.seq);
  const id = envelopeId(input.stub);
  checkStub(input.stub, { purpose: 'input', org: claim.org, subject, id, senderOf, now });
  if (sender !== start.device.kid) throw new SealError('unknown-sender');
  const dek = unwrapDek(input.wrap, keys.sealOf(claim.org));
  checkCommit(input.stub, dek);
  return { stub: input.stub, sender: start.device.sign, dek };
}
