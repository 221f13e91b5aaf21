import type { EnvelopeId, Kid, OrgId, PersonId, RunId, Subject } from '@mayfly/shared/base/ids.ts';
import type { GoneGrade, RunStatus } from '@mayfly/shared/api/run-state.ts';
import type { EngineCode } from '@mayfly/shared/base/errors.ts';
import type { Purpose } from '@mayfly/shared/envelope/format.ts';

/** A device of an organization. `sign` is its Ed25519 public key; `until` the time of its dismissal. */
export type DeviceRow = {
  org: OrgId;
  kid: Kid;
  sign: Uint8Array;
  person: PersonId;
  role: string;
  until: number | null;
};

/** A sealed envelope. `run` where it belongs to one; `keep_until` where nothing names it yet. */
export type EnvelopeRow = {
  org: OrgId;
  id: EnvelopeId;
  purpose: Purpose;
  subject: Subject;
  run: RunId | null;
  sender: Kid;
  bytes: Uint8Array;
  size: number;
  created_at: number;
  keep_until: number | null;
};

/** What the charter names as the newest version of a subject. */
export type HeadRow = { org: OrgId; subject: Subject; id: EnvelopeId };

/** A run, by an order (`grant_id`, `order_…`) or by a slot (`grant_subject`, `slot`). */
export type RunRow = {
  org: OrgId;
  run: RunId;
  grant_id: EnvelopeId | null;
  grant_subject: Subject | null;
  slot: number | null;
  order_bytes: Uint8Array | null;
  order_sig: Uint8Array | null;
  input_stub: Uint8Array | null;
  input_wrap: Uint8Array | null;
  deadline_ms: number;
  status: RunStatus;
  code: string | null;
  step: number | null;
  of: number | null;
  /** Number of the latest attempt, from 1; 0 before the first. */
  attempt: number;
  /** Attempts that were lost or refused in a way that may pass. */
  failures: number;
  /** Not started before. */
  ready_at: number;
  /** Not started after: the order's or the slot's end. */
  not_after: number;
  created_at: number;
  started_at: number | null;
  ended_at: number | null;
  stop_asked_at: number | null;
};

/** One try of a run in one pod. `certified_at` and `marked_at` are the broker's word. */
export type AttemptRow = {
  org: OrgId;
  run: RunId;
  attempt: number;
  pod_name: string;
  pod_uid: string | null;
  pod_sign: Uint8Array | null;
  pod_kid: Kid | null;
  started_at: number;
  heartbeat_at: number | null;
  certified_at: number | null;
  marked_at: number | null;
  deadline_at: number;
  gone_seen: GoneGrade | null;
  /** Why its pod went wrong, where its engine saw it: a code. */
  fault: EngineCode | null;
};

/** One line of an organization's stream: a piece of progress, or (without envelope) a change of the run. */
export type EventRow = {
  org: OrgId;
  n: number;
  run: RunId;
  attempt: number | null;
  step: number | null;
  of: number | null;
  envelope: EnvelopeId | null;
};

/** The number of the last line of an organization's stream; who writes the next holds the row. */
export type StreamRow = { org: OrgId; last: number };

/** A pod that should live. `org`, `run`, `attempt` once it has work; gone from `delete_at` on. */
export type PodRow = {
  name: string;
  uid: string | null;
  kind: 'run' | 'warm';
  pod_sign: Uint8Array | null;
  org: OrgId | null;
  run: RunId | null;
  attempt: number | null;
  born_at: number;
  deadline_ms: number;
  delete_at: number;
  /** When it last asked for work. */
  asked_at: number | null;
  /** When it was first seen to be missing. */
  lost_at: number | null;
  /** Since when it is seen to be unable to start. */
  stuck_at: number | null;
};

/** All tables: those of organizations under row-level security, and in schema `worker` those that hold ids only. */
export type Tables = {
  devices: DeviceRow;
  envelopes: EnvelopeRow;
  heads: HeadRow;
  runs: RunRow;
  attempts: AttemptRow;
  events: EventRow;
  streams: StreamRow;
  'worker.pods': PodRow;
  'worker.leases': { name: string; holder: string; until: number };
  'worker.wants': { org: OrgId; at: number };
  'worker.starts': { at: number };
  'worker.feed_cursor': { n: number };
  'worker.nonces': { nonce: string; until: number };
  'worker.orgs': { org: OrgId };
};
