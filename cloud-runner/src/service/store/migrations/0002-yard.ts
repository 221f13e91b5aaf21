import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** An organization that was turned away wants a place for so long, in ms; it asks again sooner. */
const wantsMs = 4_000;

/**
 * Whether a run of an organization may have a pod now. Places go to whoever has the fewest: none to one that has its quota,
 * nor while another that wants one has fewer. Whoever is turned away is noted, and whoever is not, for the pool's size.
 */
const takePlace = `create function worker.take_place(mine text, now bigint, most int, quota int) returns boolean
  language plpgsql security definer set search_path = worker as $$
  declare
    busy int;
    own int;
  begin
    perform pg_advisory_xact_lock(hashtext('mayfly-busy-pods'));
    select count(*), count(*) filter (where org = mine) into busy, own from pods where org is not null;
    if busy < most and own < quota and not exists (
      select from wants where org <> mine and at > now - ${wantsMs}
        and (select count(*) from pods where pods.org = wants.org) < least(own, quota))
    then
      delete from wants where org = mine;
      insert into starts values (now);
      return true;
    end if;
    insert into wants values (mine, now) on conflict (org) do update set at = excluded.at;
    return false;
  end $$`;

/** Who wants a place, and when places were taken. The version before asks neither. */
export function addFairness(service: string): (database: Kysely<never>) => Promise<void> {
  return async (database) => {
    const run = (statement: string) => sql.raw(statement).execute(database);
    await run(`create table worker.wants (org text primary key, at bigint not null)`);
    await run(`create table worker.starts (at bigint not null)`);
    await run(`create index starts_at on worker.starts (at)`);
    await run(`create index pods_org on worker.pods (org) where org is not null`);
    await run(takePlace);
    await run(`revoke all on function worker.take_place from public`);
    await run(`grant execute on function worker.take_place to "${service}"`);
  };
}
