import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Tables whose rows belong to an organization. */
export const ownedTables: Readonly<Record<string, string>> = {
  devices: `kid text, sign bytea not null, person text not null, role text not null, until bigint,
    primary key (org, kid)`,
  envelopes: `id text, purpose text not null, subject text not null, run text, sender text not null,
    bytes bytea not null, size int not null, created_at bigint not null, keep_until bigint,
    primary key (org, id)`,
  heads: `subject text, id text not null, primary key (org, subject)`,
  runs: `run text, grant_id text, grant_subject text, slot bigint, order_bytes bytea, order_sig bytea,
    input_stub bytea, input_wrap bytea, deadline_ms bigint not null, status text not null, code text, step int,
    "of" int, attempt int not null, failures int not null, ready_at bigint not null, not_after bigint not null,
    created_at bigint not null, started_at bigint, ended_at bigint, stop_asked_at bigint, primary key (org, run)`,
  attempts: `run text, attempt int, pod_name text not null, pod_uid text, pod_sign bytea, pod_kid text,
    started_at bigint not null, heartbeat_at bigint, certified_at bigint, marked_at bigint, deadline_at bigint not null,
    gone_seen text, primary key (org, run, attempt)`,
  events: `n bigint, run text not null, attempt int, step int, "of" int, envelope text, primary key (org, n)`,
  streams: `last bigint not null, primary key (org)`,
};

const indexes = [
  `envelopes_subject on envelopes (org, subject)`,
  `envelopes_unnamed on envelopes (keep_until) where keep_until is not null`,
  `envelopes_one_report unique on envelopes (org, sender) where purpose = 'report'`,
  `heads_id on heads (org, id)`,
  `runs_created on runs (org, created_at desc)`,
  `runs_queued on runs (org, created_at) where status = 'queued'`,
  `attempts_pod on attempts (org, pod_kid)`,
  `events_piece unique on events (org, run, attempt, envelope) where envelope is not null`,
];

/**
 * The tables of the organizations. Row-level security is forced, so that it binds their owner too; `service` gets
 * rows and never the tables.
 */
export function createMail(service: string): (database: Kysely<never>) => Promise<void> {
  return async (database) => {
    const run = (statement: string) => sql.raw(statement).execute(database);
    for (const [name, columns] of Object.entries(ownedTables)) {
      await run(`create table ${name} (org text not null, ${columns})`);
      await run(`alter table ${name} enable row level security, force row level security`);
      await run(`create policy own on ${name} using (org = current_setting('mayfly.org', true))`);
      await run(`grant select, insert, update, delete on ${name} to "${service}"`);
    }
    for (const index of indexes) {
      const unique = index.includes(' unique ') ? 'unique ' : '';
      await run(`create ${unique}index ${index.replace(' unique ', ' ')}`);
    }
  };
}
