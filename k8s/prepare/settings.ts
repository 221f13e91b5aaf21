import { readFileSync } from 'node:fs';
import { kmsSchema } from '@mayfly/cloud-runner/broker/keys/kms-config.ts';
import { z } from 'zod';

/** What differs between clusters, `settings.json` of an overlay. */
const settingsSchema = z.strictObject({
  /** Where pods and devices find the two doors. Pods resolve names as their node does: an address, or a public name. */
  serviceUrl: z.url(),
  brokerUrl: z.url(),
  /** Where devices find them, when that is not where pods do: behind an Ingress, say. */
  devices: z.strictObject({ serviceUrl: z.url(), brokerUrl: z.url() }).optional(),
  /** Fixed addresses of the two Services, where the doors are to be reached by these; inside the cluster's range. */
  serviceAddress: z.ipv4().optional(),
  brokerAddress: z.ipv4().optional(),
  /** Of the canary, which `outOfReach` names at port 4712. */
  canaryAddress: z.ipv4().optional(),
  /** `host:port` that are alive and that a browser must not reach: the two doors, at the least. */
  targets: z.array(z.string()).min(2),
  /** `host:port` that are alive and that a pod itself must not reach: the API server, a node's kubelet, the canary. */
  outOfReach: z.array(z.string()).min(1),
  /** Where images come from; the digest is what counts. */
  registry: z.string().default('mayfly.local'),
  namespaces: z.array(z.string()).min(1),
  /** Whether run pods get users of their own (`hostUsers: false`): the nodes' runc is 1.2 or newer. */
  userNamespace: z.boolean(),
  /** The nodes' kubelet keeps its pods here, when it is not `/var/lib/kubelet`. */
  kubelet: z.string().optional(),
  /** Origins on private addresses that grants may name. */
  privateOrigins: z.array(z.string()).optional(),
  /** Names that pods resolve to fixed addresses. */
  hosts: z.record(z.string(), z.string()).optional(),
  /** The key service that wraps the broker's keys; the broker enters by the token of its service account. */
  kms: kmsSchema
    .refine(({ login }) => login !== undefined, 'On a cluster the broker enters by `login`')
    .optional(),
  /** A receiver of OTLP over HTTP, for one trace a run; left out, there are none. */
  tracesUrl: z.url().optional(),
  warmPods: z.int().min(0).default(1),
  mostWarmPods: z.int().min(0).default(4),
  mostRuns: z.int().min(1).default(100),
});

/** What differs between clusters. */
export type Settings = z.infer<typeof settingsSchema>;

/** Reads the settings of an overlay. Throws a ZodError that names each field that is wrong. */
export const readSettings = (file: string): Settings =>
  settingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
