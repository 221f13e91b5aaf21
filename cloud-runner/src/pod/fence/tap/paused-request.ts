import { setTimeout as delay } from 'node:timers/promises';
import type { Asked, RefusalReason } from '../judge.ts';
import { type Gate, marked } from '../pass.ts';
import { Refusal } from '../refusal.ts';
import { type RefusalAnswer, refusalAnswer } from '../refusal-answer.ts';
import type { TunnelMemory } from './tunnel-memory.ts';

/** A request that the browser holds back, before it is sent or after it failed. Fetch.requestPaused of CDP */
export type Paused = {
  requestId: string;
  request: { url: string; method: string; headers: Record<string, string> };
  resourceType: string;
  responseErrorReason?: string;
  responseStatusCode?: number;
};

/** What the page is answered instead of the site's answer. */
export type Answer = RefusalAnswer;

/** `Sec-Fetch-Dest` of a request that does not have it yet. */
const destinations: Readonly<Record<string, string>> = {
  Image: 'image',
  Stylesheet: 'style',
  Font: 'font',
  Media: 'video',
};

/** Milliseconds after a failure in which the tap's own account of it may still come. */
const accountMs = 100;
/** Milliseconds before a failure in which its cause may lie. */
const causeMs = 20_000;

/**
 * Refuses, and writes down, what the fence would refuse; undefined: it may be tried. Nothing is counted here. The mark is
 * asked for where the site has answered before, so that one that is down leaves none behind.
 */
export async function judgePaused(
  gate: Gate,
  memory: TunnelMemory,
  paused: Paused,
): Promise<Answer | undefined> {
  const asked = askedOf(paused);
  const verdict = gate.judge.foresee(asked);
  try {
    if (verdict.kind === 'refused') throw new Refusal(verdict.reason);
    await gate.lines.look(asked.url);
    if (verdict.kind === 'write' && memory.hasAnswered(asked.url.origin)) {
      await marked(gate.mark);
      memory.marked(asked);
    }
    return undefined;
  } catch (error) {
    const reason = error instanceof Refusal ? error.reason : 'site-unreachable';
    gate.scribe.refused(asked, reason);
    return refusalAnswer(reason);
  }
}

/** Why a request failed, by the fence's own log; undefined: the fence had no part in it. */
export async function reasonOfFailure(gate: Gate, paused: Paused): Promise<Answer | undefined> {
  const asked = askedOf(paused);
  const known = causeOf(gate, asked) ?? (await delay(accountMs).then(() => causeOf(gate, asked)));
  if (!known) return undefined;
  if (known.isOfTunnel) gate.scribe.refused(asked, known.reason);
  return refusalAnswer(known.reason);
}

function causeOf(
  { scribe }: Gate,
  { url, method }: Asked,
): { reason: RefusalReason; isOfTunnel: boolean } | undefined {
  const entry = scribe.log.refused.findLast(
    (each) =>
      each.origin === url.origin &&
      (each.path === undefined || (each.path === url.pathname && each.method === method)),
  );
  if (!entry || entry.at < Date.now() - causeMs) return undefined;
  return { reason: entry.reason, isOfTunnel: entry.path === undefined };
}

function askedOf({ request, resourceType }: Paused): Asked {
  const headers: Record<string, string> = {};
  const destination = destinations[resourceType];
  if (destination) headers['sec-fetch-dest'] = destination;
  for (const [name, value] of Object.entries(request.headers)) headers[name.toLowerCase()] = value;
  return { method: request.method, url: new URL(request.url), headers, upgrade: false };
}
