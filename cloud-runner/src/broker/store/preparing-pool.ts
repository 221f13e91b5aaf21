import type pg from 'pg';
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';

/** Statements that are planned once for each connection; more are planned at each use. */
const mostPrepared = 300;

/**
 * A pool whose connections plan a statement once and then only run it. The broker asks a few dozen questions over and over;
 * planning one takes longer than answering it.
 */
export function preparingPool(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= mostPrepared) return known;
    const name = `s${names.size}`;
    names.set(text, name);
    return name;
  };
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => preparing(await pool.connect(), nameOf),
  };
}

function preparing(
  client: pg.PoolClient,
  nameOf: (text: string) => string | undefined,
): PostgresPoolClient {
  const query = async <R>(
    text: string,
    values: readonly unknown[],
  ): Promise<PostgresQueryResult<R>> => {
    const name = values.length > 0 ? nameOf(text) : undefined;
    const result = await client.query({ text, values: [...values], ...(name && { name }) });
    return result as unknown as PostgresQueryResult<R>;
  };
  return {
    query: query as PostgresPoolClient['query'],
    release: (problem?: boolean | Error) => client.release(problem),
  };
}
