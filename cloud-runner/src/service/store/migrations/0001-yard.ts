import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What `service` may do with the tables of `worker`, where it must: pods and jobs belong to its transactions. */
const grants = (service: string) => [
  `grant usage on schema worker to "${service}"`,
  `grant select, insert, update, delete on worker.pods to "${service}"`,
  `grant execute on function worker.busy_pods() to "${service}"`,
];

/** Tables that hold ids, keys and times only, of every organization; they belong to `worker`. */
export function createYard(service: string): (database: Kysely<never>) => Promise<void> {
  return async (database) => {
    const run = (statement: string) => sql.raw(statement).execute(database);
    await run(`create table worker.pods (name text primary key, uid text, kind text not null, pod_sign bytea, org text,
      run text, attempt int, born_at bigint not null, deadline_ms bigint not null, delete_at bigint not null,
      asked_at bigint, lost_at bigint)`);
    await run(`create index pods_idle on worker.pods (born_at) where org is null`);
    await run(
      `create table worker.leases (name text primary key, holder text not null, until bigint not null)`,
    );
    await run(
      `create table worker.feed_cursor (one boolean primary key default true check (one), n bigint not null)`,
    );
    await run(`insert into worker.feed_cursor (n) values (0)`);
    await run(`create table worker.nonces (nonce text primary key, until bigint not null)`);
    await run(`create index nonces_until on worker.nonces (until)`);
    await run(`create table worker.orgs (org text primary key)`);
    // Their owner sees all pods; `service` those of the organization it works for, and those without work.
    await run(`alter table worker.pods enable row level security`);
    await run(`create policy own on worker.pods
      using (org is null or org = current_setting('mayfly.org', true))`);
    // A number and nothing else: how many pods have work, whosever they are.
    await run(`create function worker.busy_pods() returns int language sql security definer set search_path = worker
      as 'select count(*)::int from worker.pods where org is not null'`);
    await run(`revoke all on function worker.busy_pods() from public`);
    for (const grant of grants(service)) await run(grant);
  };
}
