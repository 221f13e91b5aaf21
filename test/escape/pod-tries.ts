import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { promisify } from 'node:util';

import { doorPort } from '@mayfly/cloud-runner/pod/browser/namespace.ts';
import type { EyeName } from '@mayfly/cloud-runner/pod/fence/eye.ts';

import { makeAuthority } from '../harness/ca.ts';
import { browserUid, type Fenced, startFenced } from './guarded-browser.ts';
import { type Errand, neighbour } from './neighbour.ts';
import type { Escapees } from './trial.ts';
import { type Arrival, ownerOf } from './sink/arrivals.ts';
import { nameServer, startSink } from './sink/sink.ts';

const app = 'm1.app.test';
const evil = 'm1.evil.test';
const post = (host: string) => `POST /x HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 1\r\n\r\nx`;
const get = (host: string) => `GET /x HTTP/1.1\r\nhost: ${host}\r\n\r\n`;

/** Tunnels that a browser which was taken over could forge, to read past the fence. */
const tunnels: Errand['tunnels'] = [
  { authority: `${evil}:443`, name: evil, bytes: get(evil) },
  { authority: `${app}:443`, name: evil, bytes: get(evil) },
  { authority: `${app}:443`, name: app, bytes: get(evil) },
  { authority: `${app}:443`, name: app, bytes: post(app) },
  { authority: `${app}:443`, name: '', bytes: post(app) },
  { authority: `${app}:443`, name: app, bytes: `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${post(app)}` },
  { authority: `${app}:443`, bytes: post(app) },
  { authority: `${app}:80`, bytes: post(app) },
  { authority: `${app}:80`, bytes: `${get(app)}${post(app)}` },
  { authority: `${app}:80`, bytes: get(evil) },
  { authority: '11.1.0.1:443', name: evil, bytes: get(evil) },
];

/**
 * Tries at the pod itself: by a page, at the fence's port; by a process in the browser's place, past the fence; and
 * whether a renderer holds what only the browser's main process may. Answers those that got through.
 */
export async function tryPod(eye: EyeName): Promise<Escapees> {
  const authority = makeAuthority();
  const sink = await startSink(authority.issue('*.app.test', '*.evil.test'));
  const origins = [`http://${app}`, `https://${app}`];
  const fenced = await startFenced(eye, authority, { origins, writes: [], passive: false });
  const forbidden = createServer((socket) => socket.destroy());
  forbidden.listen(0, '127.0.0.1');
  await once(forbidden, 'listening');
  const hidden = createServer((socket) => socket.destroy());
  hidden.listen('\0mayfly-hidden');
  await once(hidden, 'listening');
  const { port } = forbidden.address() as AddressInfo;
  const errand: Errand = {
    tcp: [`127.0.0.1:${port}`, '11.1.0.1:80', `${nameServer}:53`, '11.0.0.1:443'],
    udp: [`${nameServer}:53`, '11.1.0.1:5000', '11.1.0.1:443'],
    sockets: ['\0mayfly-hidden'],
    proxyPort: doorPort,
    tunnels,
  };
  const byPage = await pageAtPort(fenced);
  const byNeighbour = await sendNeighbour(fenced, errand);
  const held = heldByRenderers(fenced);
  const arrived = sink.arrivals.filter(isWrong).map((each) => JSON.stringify(each));
  const isReal = sink.arrivals.some(({ kind, host }) => kind === 'http' && host === app);
  if (!isReal) throw new Error('no tunnel led anywhere, so none was tried');
  await fenced.close();
  for (const each of [forbidden, hidden, sink]) each.close();
  authority.remove();
  const tried = pageTargets.length + errand.tcp.length + errand.udp.length + errand.sockets.length;
  const through = [...byPage, ...byNeighbour, ...held, ...arrived];
  return { through, tried: tried + tunnels.length + 1 };
}

function isWrong({ kind, host, method = '' }: Arrival): boolean {
  if (kind === 'udp' || kind === 'websocket') return true;
  if (ownerOf(host)?.zone === 'evil') return true;
  return kind === 'http' && !['GET', 'HEAD', 'OPTIONS'].includes(method);
}

const pageTargets = [
  `http://127.0.0.1:${doorPort}/`,
  `https://127.0.0.1:${doorPort}/`,
  `http://localhost:${doorPort}/`,
  `http://[::1]:${doorPort}/`,
];

/** What a page is answered where the fence listens: nothing, or that it is not granted. */
async function pageAtPort({ browser }: Fenced): Promise<string[]> {
  const page = await browser.newPage();
  await page.goto(`http://${app}/`);
  const statuses = await page.evaluate(
    (targets) =>
      Promise.all(
        targets.map((target) =>
          fetch(target, { mode: 'no-cors' }).then(
            // An answer that may not be looked into is one: the fence's own refusal is as well, so it is asked for openly.
            () =>
              fetch(target).then(
                ({ status }) => status,
                () => 0,
              ),
            () => 0,
          ),
        ),
      ),
    pageTargets,
  );
  await page.close();
  return pageTargets.filter((_, index) => ![0, 403, 502].includes(statuses[index] ?? 0));
}

async function sendNeighbour({ dir }: Fenced, errand: Errand): Promise<string[]> {
  const main = browserProcesses(dir).find(({ command }) => !command.includes('--type='));
  if (!main) throw new Error('the browser is not there');
  const script = `(${neighbour.toString()})(${JSON.stringify(errand)})`;
  const uid = browserUid ?? process.getuid?.() ?? 0;
  // Root enters the network alone and becomes the browser's user; whoever is not root enters as itself.
  const enter = ['-t', main.id, '-n', ...(browserUid ? [] : ['-U', '--preserve-credentials'])];
  const become = browserUid
    ? ['setpriv', '--reuid', `${uid}`, '--regid', `${uid}`, '--clear-groups']
    : [];
  const node = [process.execPath, '--no-warnings', '-e', script];
  const { stdout } = await promisify(execFile)('nsenter', [...enter, ...become, ...node]);
  return JSON.parse(stdout) as string[];
}

/** What a renderer has open that leads to the pod: the pipes of its protocol, or that of the keys. */
function heldByRenderers({ dir }: Fenced): string[] {
  const all = browserProcesses(dir);
  const main = all.find(({ command }) => !command.includes('--type='));
  const ours = new Set(['3', '4'].map((descriptor) => linkOf(main?.id ?? '', descriptor)));
  return all
    .filter(({ command }) => command.includes('--type=renderer'))
    .flatMap(({ id }) => readdirSync(`/proc/${id}/fd`).map((descriptor) => linkOf(id, descriptor)))
    .filter((link) => ours.has(link) || link.endsWith('/keys'));
}

function linkOf(id: string, descriptor: string): string {
  try {
    return readlinkSync(`/proc/${id}/fd/${descriptor}`);
  } catch {
    return '';
  }
}

function browserProcesses(dir: string): { id: string; command: string }[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.flatMap((id) => {
    try {
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return command.includes(dir) ? [{ id, command }] : [];
    } catch {
      return []; // It ended while it was looked at.
    }
  });
}
