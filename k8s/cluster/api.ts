import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { IncomingMessage } from 'node:http';

/** An object of Kubernetes, as far as anybody here looks into it; a refusal is one too. */
export type KubernetesObject = {
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: unknown;
  readonly status?: unknown;
  readonly items?: readonly KubernetesObject[];
  readonly reason?: string;
  readonly message?: string;
};

/** What an API server answered. */
export type Answer = { readonly code: number; readonly body: KubernetesObject };

/** How a request is sent. */
export type Call = {
  /** Whom to act as, where the caller may impersonate. */
  readonly as?: string;
  readonly groups?: readonly string[];
  /** A service account's token, in the place of the caller's certificate. */
  readonly token?: string;
  readonly contentType?: string;
  readonly signal?: AbortSignal;
};

/** A thin client of one API server: paths and JSON. */
export type Api = {
  readonly server: string;
  call(method: string, path: string, body?: unknown, call?: Call): Promise<Answer>;
  /** The answer as it comes: for watches and logs. */
  stream(path: string, signal: AbortSignal): Promise<IncomingMessage>;
};

type Access = { server: string; ca: Buffer; cert?: Buffer; key?: Buffer; token?: string };

/** Opens the cluster of a kubeconfig: the first cluster and user in it. Throws when the file names none. */
export const openApi = (kubeconfig: string): Api => {
  const { server, token: own, ...tls } = accessOf(readFileSync(kubeconfig, 'utf8'));
  const known = new Agent({ keepAlive: true, maxSockets: 32, ...tls });
  const bearer = new Agent({ keepAlive: true, maxSockets: 32, ca: tls.ca });
  const send = (method: string, path: string, bytes: string | undefined, call: Call) => {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const token = call.token ?? own;
    const headers = {
      accept: 'application/json',
      ...(bytes === undefined
        ? {}
        : {
            'content-type': call.contentType ?? 'application/json',
            'content-length': Buffer.byteLength(bytes),
          }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(call.as ? { 'impersonate-user': call.as } : {}),
      ...(call.groups ? { 'impersonate-group': [...call.groups] } : {}),
    };
    const sent = request(new URL(path, server), {
      method,
      headers,
      agent: call.token ? bearer : known,
      ...(call.signal ? { signal: call.signal } : {}),
    });
    sent.once('response', resolve).once('error', reject).end(bytes);
    return promise;
  };
  return {
    server,
    async call(method, path, body, call = {}) {
      const bytes = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      const answer = await send(method, path, bytes, call);
      const text = Buffer.concat(await answer.toArray()).toString();
      return { code: answer.statusCode ?? 0, body: toObject(text) };
    },
    stream: (path, signal) => send('GET', path, undefined, { signal }),
  };
};

const toObject = (text: string): KubernetesObject => {
  try {
    return JSON.parse(text) as KubernetesObject;
  } catch {
    return { message: text };
  }
};

/** Kubeconfigs are YAML; of it, what kubectl and our scripts write is read here: `key: value`, quoted or not. */
const accessOf = (text: string): Access => {
  const value = (key: string): string | undefined =>
    new RegExp(`\\b${key}:\\s*(?:'([^']*)'|"([^"]*)"|([^\\s,}]+))`)
      .exec(text)
      ?.slice(1)
      .find(Boolean);
  const bytes = (key: string): Buffer | undefined => {
    const data = value(`${key}-data`);
    const path = value(key);
    return data ? Buffer.from(data, 'base64') : path ? readFileSync(path) : undefined;
  };
  const server = value('server');
  const [ca, cert, key] = ['certificate-authority', 'client-certificate', 'client-key'].map(bytes);
  const token = value('token');
  if (!server || !ca) throw new Error('the kubeconfig names no server or no certificate-authority');
  return {
    server,
    ca,
    ...(cert && key ? { cert, key } : {}),
    ...(token ? { token } : {}),
  };
};
