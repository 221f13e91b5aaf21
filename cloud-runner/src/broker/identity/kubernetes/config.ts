import { z } from 'zod';
import { accessSchema } from '../../../cluster-api/access.ts';

/** How pods of a cluster are known. */
export const kubernetesIdentitySchema = z.strictObject({
  access: accessSchema.prefault({}),
  /** Namespaces of run pods: no token from elsewhere is a pod's. */
  namespaces: z.array(z.string()).min(1),
  /** The account of run pods. */
  serviceAccount: z.string().default('mayfly-run'),
  /** For whom the tokens of pods and witnesses must have been made. */
  audience: z.string().default('mayfly-broker'),
  /** The account of those who tell what is left on a node: `namespace:name`. Without it nothing is node-verified. */
  witness: z
    .string()
    .regex(/^[a-z0-9-]+:[a-z0-9-]+$/)
    .optional(),
});
/** How pods of a cluster are known. */
export type KubernetesIdentityConfig = z.infer<typeof kubernetesIdentitySchema>;
