import pg from 'pg';

/** A database as one of its roles sees it, to be read. */
export type Reader = {
  /** Rows of a query; bytes as Uint8Array, whole numbers as numbers. */
  rows<T>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** The same, as one organization sees it. */
  rowsOf<T>(org: string, text: string, values?: readonly unknown[]): Promise<T[]>;
  close(): Promise<void>;
};

const int8 = 20;

/** Opens a database at the first question. Nothing is ever written: each transaction is read-only. */
export function openReader(url: string): Reader {
  const parserOf: typeof pg.types.getTypeParser = (type, format) =>
    type === int8 ? Number : pg.types.getTypeParser(type, format);
  const types = { getTypeParser: parserOf } as typeof pg.types;
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: 1,
    connectionTimeoutMillis: 5_000,
  });
  pool.on('error', () => undefined);

  const read = async <T>(org: string, text: string, values: readonly unknown[]): Promise<T[]> => {
    const client = await pool.connect();
    try {
      await client.query('begin read only');
      await client.query(`select set_config('mayfly.org', $1, true)`, [org]);
      const { rows } = await client.query(text, [...values]);
      return rows as T[];
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  return {
    rows: (text, values = []) => read('', text, values),
    rowsOf: (org, text, values = []) => read(org, text, values),
    close: () => pool.end(),
  };
}
