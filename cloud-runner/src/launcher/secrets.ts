import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

const secretsSchema = z.strictObject({
  /** Passwords of the database's roles. */
  postgres: z.string(),
  owner: z.string(),
  service: z.string(),
  worker: z.string(),
  broker: z.string(),
  /** With it the service follows the broker's feed. */
  feedToken: z.string(),
});

/** What the parts of one machine show each other; nothing here opens an envelope. */
export type Secrets = z.infer<typeof secretsSchema>;

/** Reads the installation's secrets, or makes them at the first start; 0600. */
export const keepSecrets = (folder: string): Secrets => {
  const path = join(folder, 'secrets.json');
  if (existsSync(path)) return secretsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const fresh = () => randomBytes(32).toString('base64url');
  const secrets: Secrets = {
    postgres: fresh(),
    owner: fresh(),
    service: fresh(),
    worker: fresh(),
    broker: fresh(),
    feedToken: fresh(),
  };
  writeFileSync(`${path}.part`, JSON.stringify(secrets), { mode: 0o600 });
  renameSync(`${path}.part`, path);
  return secrets;
};
