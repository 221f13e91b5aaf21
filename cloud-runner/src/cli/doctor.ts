import { finding } from './finding.ts';
import { openReader } from './database.ts';
import { waitingToBeOpened } from './waiting.ts';
import type { Finding } from './finding.ts';
import type { Installed } from './installation.ts';

/** A keeper's lease lapses after 30 s; so long without one, and nobody looks after pods. */
const keeperMs = 60_000;
/** A pod that nobody owns is ended within seconds. */
const orphanMs = 60_000;
/** The broker's clock must not differ from the database's by more, or slots and expiries shift. */
const skewMs = 5_000;

/** Looks whether all parts answer and do their work; each finding that is not good says what to do next. */
export async function examine(installed: Installed, now = Date.now()): Promise<Finding[]> {
  const { service, broker } = installed;
  return [
    await answers('The service answers', `${service.listenUrl.replace(/\/$/, '')}/readyz`),
    await answers('The broker answers', `${broker.brokerUrl.replace(/\/$/, '')}/readyz`),
    ...(await examineDatabases(installed, now)),
  ];
}

async function answers(what: string, url: string): Promise<Finding> {
  try {
    const { ok, status } = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return finding(what, ok ? [] : [`${url} says ${status}: read its log (mayfly logs)`]);
  } catch {
    return finding(what, [`nobody at ${url}: start it, or read its log (mayfly logs)`]);
  }
}

async function examineDatabases(installed: Installed, now: number): Promise<Finding[]> {
  const yard = openReader(installed.service.workerDatabaseUrl);
  const ledger = openReader(installed.broker.databaseUrl);
  try {
    const [lease] = await yard.rows<{ holder: string; until: number }>(
      `select holder, until from worker.leases where name = 'keeper'`,
    );
    const [cursor] = await yard.rows<{ n: number }>('select n from worker.feed_cursor');
    const [feed] = await ledger.rows<{ n: number }>('select coalesce(max(n), 0) as n from feed');
    const [clock] = await ledger.rows<{ ms: number }>(
      'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
    );
    const lag = (feed?.n ?? 0) - (cursor?.n ?? 0);
    const skew = Math.round((clock?.ms ?? now) - now);
    return [
      finding('One service looks after pods', keeperFaults(lease, now)),
      finding(
        'The service has read what the broker told',
        lag > 100 ? [`${lag} entries behind: is the broker reachable from the service?`] : [],
      ),
      finding(
        'Clocks agree',
        Math.abs(skew) > skewMs
          ? [`the database's is ${skew} ms off: run NTP on both machines`]
          : [],
      ),
      await waitingToBeOpened(ledger),
      await orphans(installed, yard, now),
    ];
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    return [finding('The databases answer', [`${why}: is PostgreSQL running?`])];
  } finally {
    await Promise.all([yard.close(), ledger.close()]);
  }
}

function keeperFaults(lease: { holder: string; until: number } | undefined, now: number): string[] {
  if (!lease) return ['no replica of the service holds the lease: is one running?'];
  const overMs = now - lease.until;
  return overMs > keeperMs
    ? [`${lease.holder} held it last, until ${new Date(lease.until).toISOString()}`]
    : [];
}

async function orphans(
  { pods }: Installed,
  yard: ReturnType<typeof openReader>,
  now: number,
): Promise<Finding> {
  const what = 'Every pod belongs to somebody';
  try {
    const rows = await yard.rows<{ name: string }>('select name from worker.pods');
    const owned = new Set(rows.map(({ name }) => name));
    const left = (await pods()).filter(
      ({ name, bornAt }) => !owned.has(name) && now - bornAt > orphanMs,
    );
    return finding(
      `${what}: ${owned.size} should live`,
      left.map(({ name }) => `${name}: nobody owns it`),
    );
  } catch {
    return finding(what, ['whoever starts pods does not answer: the spawner, or the API server']);
  }
}
