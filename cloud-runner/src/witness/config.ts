import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Where the things of a node lie that tell of its pods; as a witness sees them. */
export const placesSchema = z.strictObject({
  /** Of the node's first process id namespace. */
  proc: z.string().default('/proc'),
  cgroup: z.string().default('/sys/fs/cgroup'),
  /** The folder of the kubelet. */
  kubelet: z.string().default('/var/lib/kubelet'),
});
/** Where the things of a node lie that tell of its pods. */
export type Places = z.infer<typeof placesSchema>;

const configSchema = z.strictObject({
  brokerUrl: z.url(),
  /** The token of the witness' account, for the broker, bound to its pod: so the broker knows the node. */
  tokenFile: z.string().default('/run/mayfly/token'),
  places: placesSchema.prefault({}),
  /** How often it looks, and tells. */
  everyMs: z.int().min(100).max(5_000).default(500),
});
/** What a witness is told. */
export type Config = z.infer<typeof configSchema>;

/** Reads a configuration file: JSON. Throws what zod or the file system says is wrong with it. */
export function readConfig(path: string): Config {
  return configSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}
