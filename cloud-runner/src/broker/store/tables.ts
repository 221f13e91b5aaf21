import type { Generated } from 'kysely';
import type { EndStatus } from '@mayfly/shared/envelope/statement/end.ts';
import type {
  EnvelopeId,
  Hash,
  Id32,
  Kid,
  LinkHash,
  OrgId,
  PersonId,
  RunId,
  Subject,
} from '@mayfly/shared/base/ids.ts';

/** Kinds of statements that are kept and counted as leaves; `stop` is a device's signed request. */
export type StatementKind =
  | 'link'
  | 'order'
  | 'certificate'
  | 'mark'
  | 'end'
  | 'gone'
  | 'stop'
  | 'opening';

/** Every table of the broker's, all in snake case as PostgreSQL has them (FLOWS §11). Times in ms, sizes in bytes. */
export type Tables = {
  orgs: OrgsTable;
  links: LinksTable;
  receipts: ReceiptsTable;
  beats: BeatsTable;
  heads: HeadsTable;
  wraps: WrapsTable;
  grants: GrantsTable;
  due: DueTable;
  runs: RunsTable;
  releases: ReleasesTable;
  statements: StatementsTable;
  leaves: LeavesTable;
  feed: FeedTable;
  nonces: NoncesTable;
  watches: WatchesTable;
  clock: ClockTable;
};

/** One organization: the head of its charter, and its log: how many leaves, and the hashes of its whole subtrees. */
export type OrgsTable = {
  org: OrgId;
  seq: number;
  head: LinkHash;
  master_n: number;
  log_size: number;
  log_frontier: Uint8Array;
  /** What an admin's device is to sign before anything is released, since this database was put back to an earlier one. */
  challenge: Generated<Uint8Array | null>;
  /** When it was last opened after that. Orders and slots before are void. */
  opened_at: Generated<number | null>;
};

/** The links, in order; `hash` is that of the statement. */
export type LinksTable = { org: OrgId; seq: number; hash: LinkHash; at: number };

/** The receipt with which each link was answered. */
export type ReceiptsTable = { org: OrgId; seq: number; bytes: Uint8Array; sig: Uint8Array };

/** The last sign of life of each person: a beat, a link or an order. */
export type BeatsTable = { org: OrgId; person: PersonId; at: number; seq: number };

/** What each subject's newest envelope is. */
export type HeadsTable = {
  org: OrgId;
  subject: Subject;
  purpose: string;
  id: EnvelopeId;
  prev: EnvelopeId | null;
  owner: PersonId | null;
  scope: Id32 | null;
};

/**
 * What the broker may release: each envelope's stub (CBOR), the public key of its sender, and its data key, sealed to the
 * organization's key of master number `master_n`.
 */
export type WrapsTable = {
  org: OrgId;
  id: EnvelopeId;
  subject: Subject;
  stub: Uint8Array;
  sender: Uint8Array;
  master_n: number;
  wrap: Uint8Array;
};

/** Grants, whole, as the envelope files that they came in. */
export type GrantsTable = {
  org: OrgId;
  id: EnvelopeId;
  subject: Subject;
  author: PersonId;
  envelope: Uint8Array;
  /** Subjects of the automations, sessions and secrets that it names. */
  uses: Subject[];
  revoked_at: number | null;
};

/** The next slot of each grant that has a schedule. */
export type DueTable = {
  org: OrgId;
  grant_subject: Subject;
  grant_id: EnvelopeId;
  slot: number;
  grace_ms: number;
  run: RunId;
};

/** What became of a run; a row from its first release, or its stop, on. */
export type RunsTable = {
  org: OrgId;
  run: RunId;
  grant_subject: Subject | null;
  slot: number | null;
  order_hash: Hash | null;
  stopped_at: number | null;
  marked_at: number | null;
  ended_at: number | null;
  /** In its pod's word. */
  end_status: EndStatus | null;
  settled_at: number | null;
  settled_done: boolean | null;
};

/** One attempt to which keys were released: once for each pod, once for each attempt. */
export type ReleasesTable = {
  org: OrgId;
  run: RunId;
  attempt: number;
  uid: string;
  grant_id: EnvelopeId;
  grant_subject: Subject;
  certificate: Hash;
  pod_kid: Kid;
  pod_sign: Uint8Array;
  /** Sessions that this attempt may renew. */
  renews: Subject[];
  /** Subjects of the envelopes whose keys it was given. */
  holds: Subject[];
  at: number;
  not_after: number;
  ended_at: number | null;
  gone_at: number | null;
};

/** The exact bytes that were signed, by their hash. */
export type StatementsTable = {
  org: OrgId;
  hash: Hash;
  kind: StatementKind;
  run: RunId | null;
  attempt: number | null;
  bytes: Uint8Array;
  sig: Uint8Array;
};

/** Leaf `n` of the log; `nodes` holds the hashes of all whole subtrees that it completes, the smallest first. */
export type LeavesTable = {
  org: OrgId;
  n: number;
  hash: Hash;
  kind: StatementKind;
  nodes: Uint8Array;
};

/** What the service follows. `ref` is the hash of a statement, or the JSON of what carries none. */
export type FeedTable = { n: Generated<number>; org: OrgId; kind: string; ref: string; at: number };

/** Requests that were taken, until they are too old to be taken anyway. */
export type NoncesTable = { nonce: string; until: number };

/** Pods to look after until they are gone. */
export type WatchesTable = {
  uid: string;
  org: OrgId;
  run: RunId;
  attempt: number;
  at: number;
  /** Whether it is to be killed. */
  doomed: boolean;
  /** Where its engine finds it again. */
  place: Generated<string | null>;
  /** Whether its end was told. */
  leaving: Generated<boolean>;
  /** Whether its going was told as unproved: what is surer is still to be seen. */
  unproved: Generated<boolean>;
};

/** One row: the latest time that was ever told, and the number of the feed up to which a restore was dealt with. */
export type ClockTable = { at: number; reached: Generated<number | null> };
