import { z } from 'zod';
import { base64urlSchema } from '../base/id-schemas.ts';

/**
 * What every pod trusts without being told: a file of the installation, written by the broker, read by the pod, out of
 * the service's reach (DESIGN §5). `brokerSign` Ed25519 and `brokerClaim` X25519, public, 32 bytes, base64url.
 */
export const anchorSchema = z.strictObject({
  brokerSign: base64urlSchema,
  brokerClaim: base64urlSchema,
  brokerUrl: z.url(),
  serviceUrl: z.url(),
  /** `host:port` that are known to be alive and that the fence must not reach. */
  targets: z.array(z.string().regex(/^.+:\d{1,5}$/)),
  /** How the fence of a pod sees what its browser sends (DESIGN §7); without it, as the pod's program chooses. */
  eye: z.enum(['inspect', 'tap']).optional(),
  /** `host:port` that are known to be alive and that the pod itself must not reach: a cluster's API server, a kubelet, a canary. */
  outOfReach: z.array(z.string().regex(/^.+:\d{1,5}$/)).optional(),
  /** PEM certificates of the installation's own authorities, for internal sites. */
  caBundle: z.string().optional(),
  /** The upstream proxy of the company. */
  proxy: z.url().optional(),
  /** Origins on private addresses that this installation allows a grant to name. */
  privateOrigins: z.array(z.string()).optional(),
  /** Names that resolve to fixed addresses; for tests with sites on loopback. */
  hosts: z.record(z.string(), z.string()).optional(),
});
export type Anchor = z.infer<typeof anchorSchema>;
