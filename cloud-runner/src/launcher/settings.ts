import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { EngineError } from '@mayfly/shared/base/errors.ts';
import { z } from 'zod';

const settingsSchema = z.strictObject({
  /** Ports of the two doors; they listen on this machine only. */
  servicePort: z.int().min(1).max(65_535).default(4710),
  brokerPort: z.int().min(1).max(65_535).default(4711),
  /** How others reach the doors, where a TLS proxy of yours stands before them. */
  serviceUrl: z.url().optional(),
  brokerUrl: z.url().optional(),
  /** Browsers that are started ahead and wait for a run. */
  warmPods: z.int().min(0).max(16).default(1),
  /** Origins on private addresses that a permission may name. */
  privateOrigins: z.array(z.url()).default([]),
  /** How pods see what their browsers send: `inspect` ends TLS, `tap` reads along. */
  eye: z.enum(['inspect', 'tap']).optional(),
  /** A PEM file with the authorities of internal sites. */
  caBundle: z.string().optional(),
  /** The company's proxy, for pods. */
  proxy: z.url().optional(),
  /** Names that pods resolve to fixed addresses. */
  hosts: z.record(z.string(), z.string()).default({}),
  /** Where Prometheus finds the figures of service and broker; left out, nothing listens there. */
  serviceMetricsUrl: z.url().optional(),
  brokerMetricsUrl: z.url().optional(),
  /** A receiver of OTLP over HTTP, for one trace a run; left out, there are none. */
  tracesUrl: z.url().optional(),
  /** Whether to open a browser with the extension where there is a display. */
  window: z.boolean().default(true),
});

/** What the operator may choose, in `data/settings.json`, with every default filled in. */
export type Settings = z.infer<typeof settingsSchema>;

/** What the operator may choose. */
export type SettingsFile = z.input<typeof settingsSchema>;

/** Fills in the defaults. @throws EngineError `settings-malformed` */
export const settle = (chosen: SettingsFile, where = 'settings'): Settings => {
  const found = settingsSchema.safeParse(chosen);
  if (found.success) return found.data;
  const message = `${where}: ${z.prettifyError(found.error)}`;
  throw new EngineError('settings-malformed', { message });
};

/** Reads `data/settings.json`; without it everything has its default. @throws EngineError `settings-malformed` */
export const readSettings = (data: string): Settings => {
  const path = join(data, 'settings.json');
  if (!existsSync(path)) return settle({});
  try {
    return settle(JSON.parse(readFileSync(path, 'utf8')) as SettingsFile, path);
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    throw new EngineError('settings-malformed', { message: `${path} is not JSON.`, cause });
  }
};
