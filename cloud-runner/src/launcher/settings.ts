import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { EngineError } from '@mayfly/shared/base/errors.ts';
import { z } from 'zod';

const settingsSchema = z.strictObject({
  /** The two doors. Plain http stays on this machine: put your own TLS in front for more. */
  serviceUrl: z.url().default('http://127.0.0.1:4710'),
  brokerUrl: z.url().default('http://127.0.0.1:4711'),
  /** Browsers that are started ahead and wait for a run. */
  warmPods: z.int().min(0).max(16).default(1),
  /** Origins on private addresses that a permission may name. */
  privateOrigins: z.array(z.url()).default([]),
  /** A PEM file with the authorities of internal sites. */
  caBundle: z.string().optional(),
  /** The company's proxy, for pods. */
  proxy: z.url().optional(),
  /** Names that pods resolve to fixed addresses. */
  hosts: z.record(z.string(), z.string()).optional(),
  /** Whether to open a browser with the extension where there is a display. */
  window: z.boolean().default(true),
});

/** What the operator may choose, in `data/settings.json`. */
export type Settings = z.infer<typeof settingsSchema>;

/** Reads `data/settings.json`; without it everything has its default. @throws EngineError `settings-malformed` */
export const readSettings = (data: string): Settings => {
  const path = join(data, 'settings.json');
  if (!existsSync(path)) return settingsSchema.parse({});
  const found = settingsSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (found.success) return found.data;
  throw new EngineError('settings-malformed', {
    message: `${path}: ${z.prettifyError(found.error)}`,
  });
};
