import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { anchorSchema } from '@mayfly/shared/api/anchor.ts';
import { kubernetesIdentitySchema } from './identity/kubernetes/config.ts';
import { kmsSchema } from './keys/kms-config.ts';
import { extensionOrigin } from '@mayfly/shared/api/extension-id.ts';

const anchored = anchorSchema.pick({
  brokerUrl: true,
  serviceUrl: true,
  targets: true,
  outOfReach: true,
  eye: true,
  caBundle: true,
  proxy: true,
  privateOrigins: true,
  hosts: true,
});

/** The broker's configuration file: JSON of this. What the anchor repeats to the pods is described there. */
export const configSchema = anchored.extend({
  host: z.string().default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(4711),
  /** Where Prometheus finds its figures, by a listener of its own; without it, nowhere. */
  metricsUrl: z.url().optional(),
  /** Of a role that owns the broker's own database and cannot bypass row-level security. */
  databaseUrl: z.string(),
  /** Made at the first start, readable by the broker alone. */
  keysFile: z.string(),
  /** Beside it, and in no backup: how far the feed was told, by which a database that was put back is known. */
  watermarkFile: z.string().optional(),
  /** The key service that wraps what lies in that file; without it the keys lie there open. */
  kms: kmsSchema.optional(),
  /** Written at every start, readable by the pods, writable by nobody else. */
  anchorFile: z.string(),
  /** One machine: the socket of the spawner at which it vouches for pods. */
  identitySocket: z.string().optional(),
  /** A cluster: how its pods are known. */
  kubernetes: kubernetesIdentitySchema.optional(),
  /** What the service shows to follow the feed. */
  feedToken: z.string().min(32),
  /** The one web origin that is answered by CORS. */
  extensionOrigin: z.string().default(extensionOrigin),
  /** Digests of the pod programs to which keys may be released. */
  images: z.array(z.string()).min(1),
  /** The system user to become once the keys are read. */
  uid: z.int().min(1).optional(),
  gid: z.int().min(1).optional(),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** What the broker was told. */
export type Config = z.infer<typeof configSchema>;
/** What the file may hold: as {@link Config}, defaults left out. */
export type ConfigFile = z.input<typeof configSchema>;

/** Reads the configuration. Throws what zod or the file system says is wrong with it. */
export function readConfig(file: string): Config {
  return configSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
