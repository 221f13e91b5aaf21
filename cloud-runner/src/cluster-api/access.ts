import { readFileSync } from 'node:fs';
import { z } from 'zod';

const mounted = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Where the cluster's API server is, and who asks. All may be left out inside a pod: then it is the cluster that the pod
 * runs in, asked by its service account.
 */
export const accessSchema = z.strictObject({
  url: z.url().optional(),
  /** PEM of the authority that signed the API server's certificate. */
  caFile: z.string().default(`${mounted}/ca.crt`),
  /** Holds a token; read again every minute, since tokens of pods change. */
  tokenFile: z.string().optional(),
  /** PEM of a client's certificate and its key, in place of a token. */
  certFile: z.string().optional(),
  keyFile: z.string().optional(),
});
/** Where the cluster's API server is, and who asks. */
export type Access = z.infer<typeof accessSchema>;

/** What a connection is opened with, and what is shown in each request. */
export type Credentials = {
  readonly url: URL;
  readonly ca: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  /** The token of this minute. */
  readonly token: () => string | undefined;
};

const tokenMs = 60_000;

/** Reads the files of an access. Throws where one is missing, or no API server is named and this is no pod. */
export function credentialsOf(access: Access): Credentials {
  const { caFile, certFile, keyFile } = access;
  const tokenFile = access.tokenFile ?? (certFile ? undefined : `${mounted}/token`);
  return {
    url: new URL(access.url ?? urlOfPod()),
    ca: readFileSync(caFile),
    ...(certFile && { cert: readFileSync(certFile) }),
    ...(keyFile && { key: readFileSync(keyFile) }),
    token: tokenFile ? rereading(tokenFile) : () => undefined,
  };
}

function urlOfPod(): string {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env;
  if (!host || !port) {
    throw new Error('Not in a pod: name the API server (url), and how to ask it, in `access`.');
  }
  return `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function rereading(file: string): () => string {
  let read = { token: readFileSync(file, 'utf8').trim(), at: Date.now() };
  return () => {
    if (Date.now() - read.at >= tokenMs) {
      read = { token: readFileSync(file, 'utf8').trim(), at: Date.now() };
    }
    return read.token;
  };
}
