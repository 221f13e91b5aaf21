import { sql } from 'kysely';
import pg from 'pg';
import type { Kysely, RawBuilder } from 'kysely';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Tables } from './tables.ts';

/** What somebody may wait for: news of an organization, work for a pod, a change among the pods, nobody keeping them. */
export type Topic = `org:${OrgId}` | `pod:${string}` | 'pods' | 'keeper';

/** Wakes those who wait, in this process and in all others. */
export type Wake = {
  /** Calls `listener` whenever there may be news of a topic. Answers how to stop that. */
  on(topic: Topic, listener: () => void): () => void;
  close(): Promise<void>;
};

const channel = 'mayfly';

/** Tells all processes of a topic, once the transaction is committed. */
export async function tell(database: Kysely<Tables>, topic: Topic): Promise<void> {
  await sql`select ${telling(topic)}`.execute(database);
}

/** The same as part of another query. */
export function telling(topic: Topic): RawBuilder<unknown> {
  return sql`pg_notify(${channel}, ${topic})`;
}

/**
 * Listens on a connection of its own. When that breaks it connects again, and then wakes everybody: whoever is woken
 * looks for itself.
 */
export async function listen(url: string): Promise<Wake> {
  const listeners = new Map<string, Set<() => void>>();
  const wakeAll = () => {
    for (const set of listeners.values()) for (const each of set) each();
  };
  let closed = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true });
    fresh.on('error', () => undefined);
    fresh.on('end', () => {
      if (client === fresh) again();
    });
    fresh.on('notification', ({ payload = '' }) => {
      for (const listener of listeners.get(payload) ?? []) listener();
    });
    await fresh.connect();
    await fresh.query(`listen ${channel}`);
    client = fresh;
    wakeAll();
  };
  const again = () => {
    client = undefined;
    if (!closed) timer = setTimeout(() => void connect().catch(again), 500);
  };

  await connect();
  return {
    on(topic, listener) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0 && listeners.get(topic) === set) listeners.delete(topic);
      };
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      const last = client;
      client = undefined;
      await last?.end();
    },
  };
}
