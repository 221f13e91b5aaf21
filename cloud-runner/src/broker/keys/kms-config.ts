import { z } from 'zod';

const isSafe = (text: string): boolean => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
};

/** How the broker reaches a key service: the transit engine of OpenBao or of HashiCorp Vault. */
export const kmsSchema = z
  .strictObject({
    /** Its address. Plain http on loopback alone: the key that opens the keys passes here. */
    url: z.url().refine(isSafe, 'A key service is asked by https'),
    /** The PEM certificates that vouch for it, where the system's roots do not. */
    caBundle: z.string().optional(),
    namespace: z.string().optional(),
    /** Where the transit engine is mounted, and the name of the key. */
    mount: z.string().default('transit'),
    key: z.string().regex(/^[\w.-]+$/, 'A key’s name: letters, digits, dots and dashes'),
    /** A file that holds a token. */
    tokenFile: z.string().optional(),
    /** Or a login by a token of Kubernetes or another issuer: the methods `kubernetes` and `jwt`. */
    login: z
      .strictObject({
        path: z.string().default('auth/kubernetes/login'),
        role: z.string(),
        jwtFile: z.string().default('/var/run/secrets/kubernetes.io/serviceaccount/token'),
      })
      .optional(),
    /** How long one question may take. */
    timeoutMs: z.int().min(10).max(60_000).default(10_000),
  })
  .refine(
    ({ tokenFile, login }) => (tokenFile === undefined) !== (login === undefined),
    'A key service needs either `tokenFile` or `login`',
  );

/** Where the key service is and how to enter. */
export type KmsConfig = z.infer<typeof kmsSchema>;
