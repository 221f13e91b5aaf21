import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ownersHere } from '@mayfly/cloud-runner/launcher/users.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { call } from '@mayfly/shared/api/client.ts';
import { fromBase64url, id32, randomId16 } from '@mayfly/shared/base/ids.ts';
import { sealClaim } from '@mayfly/shared/envelope/claim.ts';
import { sealKeys, signKeys } from '@mayfly/shared/envelope/keys.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { expect } from 'vitest';
import { askSpawner } from '../service/spawner.ts';
import type { Anchor } from '@mayfly/shared/api/anchor.ts';
import type { ServiceWorld } from '../service/world.ts';
import type { Attack } from '../threat.ts';

/** A hostile service makes pods of its own, and reaches for what is the broker's. */
export const serviceMakesPods: readonly Attack[] = [
  {
    title:
      'claims keys itself, with a token that it made up, under the name of a pod that it had started',
    play: async (worlds) => {
      const world = await worlds.service();
      const name = `run-${randomId16()}-1`;
      const made = await askSpawner(world, 'POST', '/pods', { name, deadlineMs: 60_000 });
      expect(made.status).toBe(201);
      const { uid } = JSON.parse(made.said) as { uid: string };
      const { brokerClaim } = anchorOf(world);
      const now = Date.now();
      const claim = sealClaim(
        {
          v: 1,
          token: randomBytes(32),
          name,
          org: id32(randomBytes(32)),
          run: randomId16(),
          attempt: 1,
          slot: { grantSubject: randomId16(), slot: now },
          sign: signKeys().publicKey,
          seal: sealKeys().publicKey,
          fence: { eye: 'tap', namespace: true, rounds: 1, from: now, until: now, refused: [] },
        },
        fromBase64url(brokerClaim),
      );
      const door = { url: world.broker.url, fetch };
      await expect(call(door, brokerRoutes.release, { body: claim })).rejects.toMatchObject({
        code: 'token-refused',
      });
      await askSpawner(world, 'DELETE', `/pods/${uid}`);
    },
  },
  {
    title:
      'as the service’s own user, opens the broker’s keys, configuration, database and socket, writes the anchor and the pod’s program, and looks into a pod',
    play: async (worlds) => {
      const world = await worlds.service();
      const { folders, identitySocket } = world.stack;
      const [own, brokers] = [databaseUrlOf(world), databaseUrlOf(world, 'broker')];
      const node = (program: string, ...more: string[]) => [
        process.execPath,
        '-e',
        program,
        ...more,
      ];
      const tries: Readonly<Record<string, readonly string[]>> = {
        'its own database': node(enter, own, 'runs'),
        'the socket of the spawner': node(dial, world.stack.spawnerSocket),
        'the broker’s database': node(enter, brokers, 'heads'),
        'the broker’s socket': node(dial, identitySocket),
        'the broker’s keys': ['cat', join(folders.broker, 'keys')],
        'the broker’s configuration': ['cat', join(folders.config, 'broker.json')],
        'the anchor': ['sh', '-c', `: >> "$0"`, join(folders.pod, 'anchor.json')],
        'the folder of the pod’s program': ['touch', join(folders.pod, 'more')],
        'the disks of pods': ['ls', folders.cage],
      };
      const opened = await Promise.all(
        Object.entries(tries).map(async ([name, words]) =>
          (await asService(words)) ? [name] : [],
        ),
      );
      expect(opened.flat()).toEqual(['its own database', 'the socket of the spawner']);
    },
  },
];

/** Ends well when the socket lets it in. */
const dial = `require('node:net').connect(process.argv[1]).once('connect', () => process.exit(0)).once('error', () => process.exit(1))`;
/** Ends well when the database lets it in. */
const enter = `const c = new (require(${JSON.stringify(join(import.meta.dirname, '..', '..', 'node_modules', 'pg'))}).Client)({ connectionString: process.argv[1] });
c.connect().then(() => c.query('select 1 from ' + process.argv[2])).then(() => process.exit(0), () => process.exit(1))`;

/** Whether a command succeeds as the user of the service. */
async function asService([name = '', ...args]: readonly string[]): Promise<boolean> {
  const { service } = ownersHere();
  if (!service) throw new Error('The parts have users of their own only where this runs as root.');
  const child = spawn(name, args, { ...service, stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' });
  const [code] = await Promise.all([
    new Promise<number | null>((resolve) => child.once('close', resolve)),
    text(child.stderr),
  ]);
  return code === 0;
}

function anchorOf({ stack }: ServiceWorld): Anchor {
  return JSON.parse(readFileSync(join(stack.folders.pod, 'anchor.json'), 'utf8')) as Anchor;
}

/** By what the service knows: its own password opens whatever it may open. */
function databaseUrlOf({ stack }: ServiceWorld, database = 'service'): string {
  const config = readFileSync(join(stack.folders.config, 'service.json'), 'utf8');
  const { databaseUrl } = JSON.parse(config) as { databaseUrl: string };
  return Object.assign(new URL(databaseUrl), { pathname: `/${database}` }).href;
}
