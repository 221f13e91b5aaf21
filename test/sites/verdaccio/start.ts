import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runServer } from 'verdaccio';

import { close, listen } from '../site.ts';
import type { Site } from '../site.ts';

/** The one person whom the registry knows. */
export const publisher = { name: 'grace', password: 'a 2nd battery staple' } as const;

/** What the registry holds: each package with its versions, oldest first. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  'ledger-core': ['1.0.0', '1.1.0', '2.0.0'],
  'ledger-print': ['0.3.0', '0.4.1'],
  'paper-trail': ['5.0.0'],
};

/** A real registry with a page to search in; the page's session is a token in localStorage. */
export type RegistrySite = Site & {
  publisher: typeof publisher;
  /** How often somebody signed in on its page. */
  signIns: () => number;
};

/** Nobody sees a package who did not sign in, and nothing is asked of other registries. */
const configuration = (folder: string) => ({
  storage: join(folder, 'storage'),
  self_path: folder,
  auth: { htpasswd: { file: join(folder, 'htpasswd'), max_users: 10 } },
  packages: { '**': { access: '$authenticated', publish: '$authenticated' } },
  uplinks: {},
  web: { enable: true, title: 'Packages', login: true },
  log: { type: 'stdout', format: 'json', level: 'fatal' },
  userRateLimit: { windowMs: 1_000, max: 1_000 },
});

const send = async (url: string, method: string, body: object, token?: string) => {
  const response = await fetch(url, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${url}: ${await response.text()}`);
  return (await response.json()) as { token?: string };
};

/** What `npm publish` sends for one version; the archive itself is of no matter here. */
const publication = (registry: string, name: string, version: string) => {
  const archive = Buffer.from(`${name} ${version}`);
  const file = `${name}-${version}.tgz`;
  const dist = {
    tarball: `${registry}/${name}/-/${file}`,
    shasum: createHash('sha1').update(archive).digest('hex'),
  };
  const manifest = {
    name,
    version,
    description: `${name} for tests`,
    readme: `# ${name}`,
    _id: `${name}@${version}`,
    dist,
  };
  return {
    _id: name,
    name,
    description: manifest.description,
    'dist-tags': { latest: version },
    versions: { [version]: manifest },
    _attachments: {
      [file]: {
        content_type: 'application/octet-stream',
        data: archive.toString('base64'),
        length: archive.length,
      },
    },
  };
};

const fill = async (registry: string): Promise<void> => {
  const { name, password } = publisher;
  const user = `${registry}/-/user/org.couchdb.user:${name}`;
  const { token } = await send(user, 'PUT', { name, password });
  for (const [each, versions] of Object.entries(packages)) {
    for (const version of versions) {
      await send(`${registry}/${each}`, 'PUT', publication(registry, each, version), token);
    }
  }
};

/** Starts a registry with a person and some packages, under a name of its own. */
export const startVerdaccio = async (host = 'packages.mayfly.test'): Promise<RegistrySite> => {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-verdaccio-'));
  const server = (await runServer(configuration(folder))) as Server;
  const port = await listen(server);
  let signIns = 0;
  server.prependListener('request', ({ url = '' }: IncomingMessage) => {
    if (url.startsWith('/-/verdaccio/sec/login')) signIns += 1;
  });
  await fill(`http://127.0.0.1:${port}`);
  return {
    url: `http://${host}:${port}`,
    hosts: { [host]: '127.0.0.1' },
    publisher,
    signIns: () => signIns,
    stop: async () => {
      await close(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
