import { readFileSync } from 'node:fs';

import { extensionOrigin } from '@mayfly/shared/api/extension-id.ts';
import { z } from 'zod';
import { kubernetesSchema } from './engines/kubernetes/config.ts';

const configSchema = z.strictObject({
  /** Where this door listens. */
  listenUrl: z.url().default('http://127.0.0.1:4710'),
  /** Of the role `service`, which row-level security binds. */
  databaseUrl: z.string(),
  /** Of the role `worker`, which sees queue, pods, leases and nonces, and no row of an organization. */
  workerDatabaseUrl: z.string(),
  /** Of the role that owns the tables of the organizations; without it, `service` does. */
  migrateDatabaseUrl: z.string().optional(),
  /** Where Prometheus finds its figures, by a listener of its own; without it, only this machine does, at the door. */
  metricsUrl: z.url().optional(),
  /** A receiver of OTLP over HTTP, such as `http://collector:4318`, for one trace a run; without it there are none. */
  tracesUrl: z.url().optional(),
  brokerUrl: z.url(),
  /** What the broker asks for before it tells its feed. */
  feedToken: z.string(),
  /** One machine: where the spawner starts pods. */
  spawnerSocket: z.string().optional(),
  /** A cluster: where and how pods are made. */
  kubernetes: kubernetesSchema.optional(),
  /** The only origin that is answered by CORS. */
  extensionOrigin: z.string().default(extensionOrigin),
  /** Pods that are started ahead and wait for a run, at the least. */
  warmPods: z.int().min(0).max(16).default(1),
  /** The most of them, however many runs there are: each takes the memory of a browser. */
  mostWarmPods: z.int().min(0).max(200).default(4),
  /** The most runs that have a pod at once; the others wait in the queue. */
  mostRuns: z.int().min(1).max(10_000).default(4),
  /** The most of one organization; left out: as many as of all. */
  mostRunsOfOne: z.int().min(1).optional(),
  /** The user and group to become before anything is opened. */
  uid: z.int().optional(),
  gid: z.int().optional(),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** What the operator decides. */
export type Config = z.infer<typeof configSchema>;
/** What a configuration file holds: as {@link Config}, what has a default may be left out. */
export type ConfigFile = z.input<typeof configSchema>;

/** Checks what a configuration file holds. Throws a ZodError that names each field that is wrong. */
export function toConfig(file: ConfigFile): Config {
  return configSchema.parse(file);
}

/** Reads a configuration file: JSON. */
export function readConfig(path: string): Config {
  return toConfig(JSON.parse(readFileSync(path, 'utf8')));
}
