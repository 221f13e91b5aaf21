import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Tables whose rows belong to an organization. */
const owned = [
  `orgs (org text primary key, seq int not null, head text not null, master_n int not null,
    log_size bigint not null, log_frontier bytea not null)`,
  `links (org text, seq int, hash text not null, at bigint not null, primary key (org, seq), unique (org, hash))`,
  `receipts (org text, seq int, bytes bytea not null, sig bytea not null, primary key (org, seq))`,
  `beats (org text, person text, at bigint not null, seq int not null, primary key (org, person))`,
  `heads (org text, subject text, purpose text not null, id text not null, prev text, owner text, scope text,
    primary key (org, subject))`,
  `wraps (org text, id text, subject text not null, stub bytea not null, sender bytea not null, master_n int not null,
    wrap bytea not null, primary key (org, id))`,
  `grants (org text, id text, subject text not null, author text not null, envelope bytea not null,
    uses text[] not null, revoked_at bigint,     primary key (org, id))`,
  `due (org text, grant_subject text, grant_id text not null, slot bigint not null, grace_ms bigint not null,
    run text not null, primary key (org, grant_subject))`,
  `runs (org text, run text, grant_subject text, slot bigint, order_hash text, stopped_at bigint, marked_at bigint,
    ended_at bigint, end_status text, settled_at bigint, settled_done boolean, primary key (org, run))`,
  `releases (org text, run text, attempt int, uid text not null unique, grant_id text not null,
    grant_subject text not null, certificate text not null, pod_kid text not null, pod_sign bytea not null,
    renews text[] not null, holds text[] not null, at bigint not null, not_after bigint not null, ended_at bigint,
    gone_at bigint, primary key (org, run, attempt))`,
  `statements (org text, hash text, kind text not null, run text, attempt int, bytes bytea not null, sig bytea not null,
    primary key (org, hash))`,
  `leaves (org text, n bigint, hash text not null, kind text not null, nodes bytea not null, primary key (org, n))`,
];

/** Tables that hold ids and times only, of every organization. */
const shared = [
  `feed (n bigint generated always as identity primary key, org text not null, kind text not null, ref text not null,
    at bigint not null)`,
  `nonces (nonce text primary key, until bigint not null)`,
  `watches (uid text primary key, org text not null, run text not null, attempt int not null, at bigint not null,
    doomed boolean not null)`,
  `clock (at bigint not null)`,
];

const indexes = [
  'due_slot on due (slot)',
  'nonces_until on nonces (until)',
  'releases_grant on releases (org, grant_subject, at)',
  'releases_open on releases (org, at) where gone_at is null',
  'runs_marked on runs (org, grant_subject) where marked_at is not null and settled_at is null',
  'wraps_subject on wraps (org, subject)',
  'statements_run on statements (org, run) where run is not null',
];

/**
 * Whoever appends to the feed waits, before the first number is drawn, until every other who does has committed: entries
 * become visible in the order of their numbers, and who follows misses none.
 */
const feedInOrder = [
  `create function one_at_a_time() returns trigger language plpgsql as
    'begin perform pg_advisory_xact_lock(6237953); return null; end'`,
  'create trigger one_at_a_time before insert on feed for each statement execute function one_at_a_time()',
];

/** The ledger. Row-level security is forced, so that it binds the owner of the tables too. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(database);
  for (const table of [...owned, ...shared]) await run(`create table ${table}`);
  for (const index of indexes) await run(`create index ${index}`);
  for (const table of owned) {
    const name = table.slice(0, table.indexOf(' '));
    await run(`alter table ${name} enable row level security, force row level security`);
    await run(`create policy own on ${name} using (org = current_setting('mayfly.org', true))`);
  }
  // The timer has one question for all organizations: whose slot is due. No organization's id is this word.
  await run(`create policy timer on due using (current_setting('mayfly.org', true) = 'timer')`);
  for (const statement of feedInOrder) await run(statement);
  await run('insert into clock (at) values (0)');
}
