import { execFileSync } from 'node:child_process';
import { freePort } from '@mayfly/cloud-runner/launcher/free-port.ts';
import { device } from '../harness/device.ts';
import { statementsOf } from '../harness/run-evidence.ts';
import { startStack } from '../harness/stack.ts';
import { until } from '../harness/until.ts';
import { startWire } from '../harness/wire.ts';
import { close, listen } from '../sites/site.ts';
import { automationAt } from './automation.ts';
import { canary, makeCanaries } from './canaries.ts';
import { echoSite } from './echo-site.ts';
import { processes } from './sinks.ts';
import type { EnvelopeId, RunId } from '@mayfly/shared/base/ids.ts';
import type { Stack } from '../harness/stack.ts';
import type { Wire } from '../harness/wire.ts';
import type { Canaries } from './canaries.ts';
import type { EchoSite } from './echo-site.ts';
import type { Sink } from './sinks.ts';

/** A runner of real processes, between which all is recorded, a device with canaries everywhere, and a site that tells them. */
export type LeakWorld = {
  readonly canaries: Canaries;
  readonly site: EchoSite;
  readonly origin: string;
  readonly stack: Stack;
  /** The network before both doors. */
  readonly wires: readonly Wire[];
  readonly startedAt: number;
  /** Arguments and environments of all processes, seen while runs went on. */
  readonly seen: ReadonlyMap<string, Sink>;
  /** Orders a run with every secret and input. */
  readonly order: () => Promise<RunId>;
  /** Waits until every pod of a run is gone. */
  readonly gone: (run: RunId) => Promise<void>;
  readonly end: () => Promise<void>;
};

/** Starts it, stores a sign-in, and confirms the permission. */
export async function startLeakWorld(): Promise<LeakWorld> {
  // Whoever crashes may leave all of its memory behind.
  execFileSync('prlimit', ['--pid', String(process.pid), '--core=unlimited']);
  const startedAt = Date.now();
  const canaries = makeCanaries();
  const site = echoSite(() => canary('Ro'));
  const origin = `http://127.0.0.1:${await listen(site.server)}`;
  const [servicePort, brokerPort] = [await freePort(), await freePort()];
  const wires = await Promise.all(
    [servicePort, brokerPort].map((port) => startWire(`http://127.0.0.1:${port}`)),
  );
  const [service, broker] = wires;
  const stack = await startStack({
    settings: {
      servicePort,
      brokerPort,
      serviceUrl: service!.url,
      brokerUrl: broker!.url,
      privateOrigins: [origin],
    },
  });
  await device.pair(stack.invitation, canaries.passphrase);
  const grant = await confirmAll(origin, canaries);
  const seen = new Map<string, Sink>();
  return {
    canaries,
    site,
    origin,
    stack,
    wires,
    startedAt,
    seen,
    order: async () => {
      const asked = { grant, deadlineMs: 60_000, inputs: canaries.inputs };
      return (await device.startRun(await device.connect(), asked)).run;
    },
    gone: async (run) => {
      await until(async () => {
        for (const sink of processes()) seen.set(`${sink.name} ${sink.read().length}`, sink);
        const statements = await statementsOf(run);
        const pods = statements?.certificates.length ?? 0;
        return (pods > 0 && statements!.gone.length >= pods) || undefined;
      }, 110_000);
    },
    end: async () => {
      await stack.remove();
      await Promise.all([...wires.map((wire) => wire.stop()), close(site.server)]);
    },
  };
}

async function confirmAll(origin: string, canaries: Canaries): Promise<EnvelopeId> {
  const connection = await device.connect();
  const signIn = await device.storeSignIn(connection, {
    hosts: ['127.0.0.1'],
    origins: [origin],
    cookies: Object.entries(canaries.cookies).map(([name, value]) => ({
      name,
      value,
      domain: '127.0.0.1',
      hostOnly: true,
      path: '/',
      secure: false,
      httpOnly: name === 'sid',
      expiresAt: Date.now() + 86_400_000,
    })),
    localStorage: [{ origin, entries: canaries.storage }],
    deviceBound: false,
  });
  const { charter } = await device.syncCharter(connection);
  const head = charter.heads.get(signIn.subject as never);
  const { grant } = await device.saveAndConfirm(connection, {
    automation: automationAt(origin),
    limits: {
      sessions: [
        { name: 'site', subject: signIn.subject, owner: head?.owner, scope: head?.scope } as never,
      ],
      origins: [origin],
      passive: false,
      writes: [{ origin, methods: ['POST'], path: '/send', max: 1 }],
      inputs: {},
      perDay: 10,
      parallel: 1,
      attempts: 1,
      deadlineMs: 60_000,
      renew: true,
      notAfter: Date.now() + 3_600_000,
      freshForMs: 86_400_000,
    },
    typed: Object.entries(canaries.secrets).map(([name, value]) => ({
      name,
      value,
      origins: [origin],
    })),
  });
  return grant;
}
