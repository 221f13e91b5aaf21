import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const userSchema = z.int().min(0);

/** The spawner's configuration, a file of JSON. */
export const configSchema = z.strictObject({
  /** Where the service asks for pods: a socket of the file system (a pipe's name on Windows). */
  socket: z.string(),
  /** Where the broker asks who a pod is. */
  identitySocket: z.string(),
  /** The spawner's own folder for what ends with the machine: the copied program, the list of pods. */
  runtimeDir: z.string(),
  /** The pod's program, one file. Its digest is what the broker is told. */
  podProgram: z.string(),
  anchorFile: z.string(),
  /** The browser of the pods; without it they look for one. */
  browser: z.string().optional(),
  /** Who may ask at either socket, as root; without it, whoever runs the spawner. */
  brokerUid: userSchema.optional(),
  serviceUid: userSchema.optional(),
  /** Users for pods, one each, as root. The default is a range that nobody hands out: https://systemd.io/UIDS-GIDS */
  podUsers: z
    .strictObject({ first: userSchema, count: z.int().min(1) })
    .default({ first: 1_900_000_000, count: 10_000 }),
  /** Folders that pods find empty, beside the home of whoever runs the spawner. */
  hidden: z.array(z.string()).default([]),
  /** How much a pod may keep in its memory-backed folder. */
  dirBytes: z
    .int()
    .min(2 ** 20)
    .default(2 ** 30),
  /** How long a pod has after SIGTERM. */
  graceMs: z.int().min(0).default(10_000),
  podsAtMost: z.int().min(1).default(64),
  /** Writes down what pods print, to find a fault. It may hold what a run saw. */
  tellsAll: z.boolean().default(false),
});

/** The spawner's configuration, with its defaults. */
export type Config = z.output<typeof configSchema>;

/** The same as it is written down. */
export type ConfigFile = z.input<typeof configSchema>;

/** Reads the file that `--config` names. Throws a ZodError on what is no configuration. */
export async function readConfig(path: string): Promise<Config> {
  return configSchema.parse(JSON.parse(await readFile(path, 'utf8')));
}
