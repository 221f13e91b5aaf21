import { Client } from 'pg';

import type { Secrets } from './secrets.ts';

/** The roles: none may pass by row-level security, make others, or enter another's database. */
const roles = ['service', 'worker', 'broker'] as const;

/** Addresses of the databases, each with the role that opens it. */
export type Databases = { service: string; worker: string; broker: string };

const roleSql = (role: string, password: string): string => `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role}; END IF;
  END $$;
  ALTER ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION
    PASSWORD '${password}';`;

const hasDatabase = async (client: Client, name: string): Promise<boolean> =>
  (await client.query('SELECT FROM pg_database WHERE datname = $1', [name])).rowCount === 1;

/**
 * Makes both databases and their roles, or finds them. The service's belongs to `service`, and `worker` may
 * add a schema of its own to it (the queue); the broker's belongs to `broker` alone.
 * Secrets are base64url, so they stand safely in SQL and in addresses.
 */
export const makeDatabases = async (
  url: (database: string) => string,
  secrets: Pick<Secrets, (typeof roles)[number]>,
  prefix = '',
): Promise<Databases> => {
  const client = new Client({ connectionString: url('postgres') });
  await client.connect();
  try {
    for (const role of roles) await client.query(roleSql(role, secrets[role]));
    for (const owner of ['service', 'broker']) {
      const name = `${prefix}${owner}`;
      if (!(await hasDatabase(client, name)))
        await client.query(`CREATE DATABASE ${name} OWNER ${owner}`);
      await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    }
    await client.query(`GRANT CONNECT, CREATE ON DATABASE ${prefix}service TO worker`);
  } finally {
    await client.end();
  }
  const opened = (role: (typeof roles)[number], database: string): string => {
    const address = new URL(url(`${prefix}${database}`));
    address.username = role;
    address.password = secrets[role];
    return address.href;
  };
  return {
    service: opened('service', 'service'),
    worker: opened('worker', 'service'),
    broker: opened('broker', 'broker'),
  };
};
