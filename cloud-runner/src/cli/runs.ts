import { openReader } from './database.ts';
import type { Installed } from './installation.ts';

/** A run as whoever carries it sees it. Times in ms. */
type RunLine = {
  readonly run: string;
  readonly status: string;
  readonly code: string | null;
  readonly attempt: number;
  readonly created_at: number;
  readonly ended_at: number | null;
  readonly gone_seen: string | null;
};

/** The latest runs of every organization, newest first, a line each. Labels and states; the service knows no more. */
export async function latestRuns({ service }: Installed, most: number): Promise<string> {
  const lines = await eachOrg<RunLine>(
    service,
    `select runs.run, status, runs.code, runs.attempt, created_at, ended_at, gone_seen from runs
     left join attempts on attempts.run = runs.run and attempts.attempt = runs.attempt
     order by created_at desc limit ${most}`,
  );
  const latest = lines.toSorted((a, b) => b.created_at - a.created_at).slice(0, most);
  return latest.map((line) => `${toLine(line)}\n`).join('');
}

/** How many runs are in which state, and how many pods should live. */
export async function countRuns({ service }: Installed): Promise<string> {
  const counts = await eachOrg<{ status: string; n: number }>(
    service,
    'select status, count(*)::int as n from runs group by status',
  );
  const sums = new Map<string, number>();
  for (const { status, n } of counts) sums.set(status, (sums.get(status) ?? 0) + n);
  const lines = [...sums].toSorted().map(([status, n]) => `${String(n).padStart(8)} ${status}\n`);
  return lines.join('') || '       0 runs\n';
}

function toLine({ run, status, code, attempt, created_at, ended_at, gone_seen }: RunLine): string {
  const at = new Date(created_at).toISOString().slice(0, 19);
  const took = ended_at === null ? '' : `${((ended_at - created_at) / 1_000).toFixed(1)} s`;
  const end = code === null ? status : `${status} (${code})`;
  return [at, run, end, `attempt ${attempt}`, took, gone_seen ?? ''].filter(Boolean).join('  ');
}

async function eachOrg<T>(service: Installed['service'], text: string): Promise<T[]> {
  const yard = openReader(service.workerDatabaseUrl);
  const mail = openReader(service.databaseUrl);
  try {
    const orgs = await yard.rows<{ org: string }>('select org from worker.orgs');
    const all: T[] = [];
    for (const { org } of orgs) all.push(...(await mail.rowsOf<T>(org, text)));
    return all;
  } finally {
    await Promise.all([yard.close(), mail.close()]);
  }
}
