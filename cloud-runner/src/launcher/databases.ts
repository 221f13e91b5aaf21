import { Client } from 'pg';

import type { Secrets } from './secrets.ts';

/** The roles: none may pass by row-level security, make others, or enter another part's database. */
const roles = ['owner', 'service', 'worker', 'broker'] as const;

/** A role, by whose password it logs in. */
type Role = (typeof roles)[number];

/** Addresses of the databases, each with the role that opens it; `owner` makes the service's tables. */
export type Databases = Record<Role, string>;

/** Which role opens which database, and to whom that one belongs. */
const databaseOf = {
  owner: 'service',
  service: 'service',
  worker: 'service',
  broker: 'broker',
} as const;
const ownerOf = { service: 'owner', broker: 'broker' } as const;

const roleSql = (role: Role, password: string): string => `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role}; END IF;
  END $$;
  ALTER ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION
    PASSWORD '${password}';`;

const makeDatabase = async (client: Client, name: string, owner: Role): Promise<void> => {
  const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (found.rowCount === 0) await client.query(`CREATE DATABASE ${name} OWNER ${owner}`);
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
};

/**
 * Makes both databases and their roles, or finds them. The service's belongs to `owner`: `service` works in it under
 * row-level security, and `worker` may add schemas of its own (the queue). The broker's belongs to `broker` alone.
 * Secrets are base64url, so they stand safely in SQL and in addresses.
 */
export const makeDatabases = async (
  url: (database: string) => string,
  secrets: Pick<Secrets, Role>,
  prefix = '',
): Promise<Databases> => {
  const client = new Client({ connectionString: url('postgres') });
  await client.connect();
  try {
    for (const role of roles) await client.query(roleSql(role, secrets[role]));
    await makeDatabase(client, `${prefix}service`, ownerOf.service);
    await makeDatabase(client, `${prefix}broker`, ownerOf.broker);
    await client.query(`GRANT CONNECT ON DATABASE ${prefix}service TO service`);
    await client.query(`GRANT CONNECT, CREATE ON DATABASE ${prefix}service TO worker`);
  } finally {
    await client.end();
  }
  const opened = (role: Role): string => {
    const address = new URL(url(`${prefix}${databaseOf[role]}`));
    address.username = role;
    address.password = secrets[role];
    return address.href;
  };
  return {
    owner: opened('owner'),
    service: opened('service'),
    worker: opened('worker'),
    broker: opened('broker'),
  };
};
