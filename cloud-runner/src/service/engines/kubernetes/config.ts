import { accessSchema } from '../../../cluster-api/access.ts';
import { z } from 'zod';

/** A quantity as Kubernetes writes it: `250m`, `512Mi`. */
const quantity = z.string().regex(/^\d+(m|Ki|Mi|Gi)?$/);

/** Where and how pods are made on a cluster. What the admission policy of an installation fixes must be said the same here. */
export const kubernetesSchema = z.strictObject({
  access: accessSchema.prefault({}),
  /** The namespaces that pods are spread over. Each is kept below `mostPods`. */
  namespaces: z.array(z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)).min(1),
  /** Where events for the cluster's operator are written, and about which Deployment; left out, nowhere. */
  events: z.strictObject({ namespace: z.string(), about: z.string() }).optional(),
  /** Beyond this a namespace is slow to list: Kubernetes' own limit for one is 3,000. */
  mostPods: z.int().min(1).max(2_999).default(2_900),
  /** By its manifest's digest, and no other way. */
  image: z.string().regex(/^[^@\s]+@sha256:[0-9a-f]{64}$/),
  serviceAccount: z.string().default('mayfly-run'),
  /** For whom the pod's token is good: the broker. */
  audience: z.string().default('mayfly-broker'),
  /** The ConfigMap of a run namespace that holds `anchor.json`. */
  anchor: z.string().default('mayfly-anchor'),
  /** Never one that preempts. */
  priorityClass: z.string().default('mayfly-run'),
  /** Whether a pod's users are the node's own; `false` needs runc 1.2 or newer, and is safer. */
  hostUsers: z.boolean().default(false),
  requests: z.strictObject({ cpu: quantity, memory: quantity }).prefault({
    cpu: '250m',
    memory: '384Mi',
  }),
  limits: z.strictObject({ cpu: quantity, memory: quantity }).prefault({ cpu: '2', memory: '1Gi' }),
  /** How large what a pod writes may grow, in memory; it counts against its memory limit. */
  disks: z.strictObject({ tmp: quantity, home: quantity }).prefault({
    tmp: '64Mi',
    home: '384Mi',
  }),
  /** For the report after SIGTERM. */
  graceSeconds: z.int().min(1).max(10).default(10),
});
/** Where and how pods are made on a cluster. */
export type KubernetesConfig = z.infer<typeof kubernetesSchema>;
