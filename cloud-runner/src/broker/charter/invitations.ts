import { RequestError } from '@mayfly/shared/base/errors.ts';
import { invitationId, invitationMs, writeInvitation } from '@mayfly/shared/envelope/invitation.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import type { Id16, Kid } from '@mayfly/shared/base/ids.ts';
import type { Clock } from '../clock.ts';

/** The invitations of the broker's console. They are in memory only, hold for ten minutes, and are used once. */
export type Invitations = {
  /** A new invitation, as one line to paste. */
  readonly make: () => string;
  /** The secret of an invitation that can be used. Throws `invitation-unknown`, `invitation-late`, `invitation-used`. */
  readonly secretOf: (id: Id16) => Uint8Array;
  /** Uses an invitation up. `undo` makes it good again, where nothing came of it. Throws what `secretOf` throws. */
  readonly use: (id: Id16) => { readonly undo: () => void };
};

type Kept = { readonly secret: Uint8Array; readonly madeAt: number; used: boolean };

/** No invitations yet, of the broker at `url` whose identity is `inviter`. */
export function makeInvitations(clock: Clock, url: string, inviter: Kid): Invitations {
  const kept = new Map<Id16, Kept>();
  const usable = (id: Id16): Kept => {
    const invitation = kept.get(id);
    if (!invitation) throw new RequestError('invitation-unknown');
    if (invitation.used) throw new RequestError('invitation-used');
    if (clock.now() > invitation.madeAt + invitationMs) throw new RequestError('invitation-late');
    return invitation;
  };
  return {
    make: () => {
      const secret = randomBytes(16);
      kept.set(invitationId(secret), { secret, madeAt: clock.now(), used: false });
      return writeInvitation({ url, inviter, secret });
    },
    secretOf: (id) => usable(id).secret,
    use: (id) => {
      const invitation = usable(id);
      invitation.used = true;
      return {
        undo: () => {
          invitation.used = false;
        },
      };
    },
  };
}
