import pg from 'pg';
import type { TestPostgres } from './postgres.ts';

let copies = 0;

/** A backup: copies a broker's database, to which nobody is connected now, as it is. Answers the address of the copy. */
export async function copyDatabase(postgres: TestPostgres, url: string): Promise<string> {
  const { pathname } = new URL(url);
  copies += 1;
  const name = `backup_${copies}`;
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  await client.query(`create database ${name} template ${pathname.slice(1)} owner broker`);
  await client.end();
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}
