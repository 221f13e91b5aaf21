import type { Invitations } from './charter/invitations.ts';
import type { Charters } from './charter/charters.ts';
import type { Clock } from './clock.ts';
import type { Bell } from './feed/bell.ts';
import type { Identity } from './identity/identity.ts';
import type { BrokerKeys } from './keys/broker-keys.ts';
import type { Watermark } from './keys/watermark.ts';
import type { Database } from './store/database.ts';
import type { Tally } from './tally.ts';

/** All that the broker is built from; tests bring their own identity and wall clock. */
export type Deps = {
  readonly database: Database;
  readonly keys: BrokerKeys;
  readonly identity: Identity;
  /** Takes what the witness of a node tells of it; absent where there are no nodes. */
  readonly hearWitness?: (token: string, uids: readonly string[]) => Promise<void>;
  readonly clock: Clock;
  /** How far the feed was ever told, kept outside the database. */
  readonly watermark: Watermark;
  readonly invitations: Invitations;
  readonly charters: Charters;
  /** Rings when the feed has grown. */
  readonly bell: Bell;
  /** Rings when a pod is to be killed, or has ended. */
  readonly doomBell: Bell;
  readonly serviceUrl: string;
  readonly feedToken: string;
  readonly extensionOrigin: string;
  /** Digests of pod programs on the operator's list. */
  readonly images: readonly string[];
  readonly tally: Tally;
  readonly logLevel: string;
};
