import { PgBoss } from 'pg-boss';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { OrgId, RunId } from '@mayfly/shared/base/ids.ts';
import { execute } from '../store/database.ts';
import type { Database, InOrg } from '../store/database.ts';

/** A run whose turn it is, or may be. Ids only. */
export type Turn = { readonly org: OrgId; readonly run: RunId };

/** The queue of runs. A turn may come more than once; who takes it looks at the run. */
export type Queue = {
  /** Adds a turn in the caller's transaction, to be taken `afterMs` from now at the earliest. */
  add(at: InOrg, run: RunId, afterMs: number): Promise<void>;
  /** The runs that have a turn which nobody has taken yet, and which comes within so many ms. */
  waiting(withinMs: number): Promise<RunId[]>;
  /** Takes turns until {@link Queue.close}, several at once. A turn that fails comes again. */
  serve(take: (turn: Turn) => Promise<void>): Promise<void>;
  close(): Promise<void>;
};

const name = 'runs';
const schema = 'pgboss';

/** What `service` needs of the queue so that run and turn are one transaction: adding, and nothing else. */
const grants = (service: string) => [
  `grant usage on schema ${schema} to "${service}"`,
  `grant insert, select (id, start_after) on ${schema}.job_common to "${service}"`,
  `grant select on ${schema}.queue to "${service}"`,
];

/** Opens the queue in the database of `worker`, and makes it at the first time. */
export async function openQueue(
  url: string,
  { service, yard, log }: { service: string; yard: Database; log: Logger },
): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: url,
    schema,
    max: 3,
    useListenNotify: true,
    schedule: false,
    registerInstance: false,
    monitorVacuum: false,
    reindex: false,
    openTelemetry: { enabled: false },
  });
  boss.on('error', (error) => log.error({ err: error }, 'queue'));
  await boss.start();
  const options = { notify: true, retryLimit: 20, retryDelay: 1, expireInSeconds: 60 };
  await boss.createQueue(name, { ...options, deleteAfterSeconds: 60 });
  await yard.transaction().execute(async (tx) => {
    // Two that grant the same at once would fail: services start side by side.
    await sql`select pg_advisory_xact_lock(hashtext('mayfly-queue-grants'))`.execute(tx);
    for (const grant of grants(service)) await sql.raw(grant).execute(tx);
  });
  return {
    async add({ org, tx }, run, afterMs) {
      const db = {
        executeSql: (text: string, values?: unknown[]) => execute(tx, text, values),
      };
      const turn: Turn = { org, run };
      // Told in seconds from now, so that the two clocks need not agree; at once, it wakes a worker.
      await boss.send(name, turn, { db, startAfter: Math.max(0, afterMs) / 1000 });
    },
    async waiting(withinMs) {
      const { rows } = await sql<{ run: RunId }>`
        select distinct data->>'run' as run from ${sql.raw(schema)}.job_common
        where name = ${name} and state in ('created', 'retry')
          and start_after < now() + ${withinMs / 1000} * interval '1 second'`.execute(yard);
      return rows.map(({ run }) => run);
    },
    async serve(take) {
      const pace = {
        pollingIntervalSeconds: 1,
        notifyPollingIntervalSeconds: 1,
        localConcurrency: 4,
        // Where many wait, the next are taken right after; one at a time, each worker took one a second.
        batchSize: 2,
        burstWhenBatchFull: true,
      };
      await boss.work<Turn>(name, pace, async (jobs) => {
        await Promise.all(jobs.map(({ data }) => take(data)));
      });
    },
    close: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}
