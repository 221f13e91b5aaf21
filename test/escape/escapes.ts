import { type Arrival, ownerOf } from './sink/arrivals.ts';
import type { Try } from './trial.ts';

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const sitePorts: ReadonlySet<number> = new Set([80, 443]);

/**
 * What arrived of a try that a fence has to stop: anything at all at an origin that is not granted; at one that may be
 * read, all that is no reading. Datagrams have no owner: `strayed` finds them.
 */
export function escapesOf(tried: Try, number: number, arrivals: readonly Arrival[]): string[] {
  const found = arrivals.filter((arrival) => {
    const owner = ownerOf(arrival.host);
    if (owner?.number !== number || owner.zone !== tried.target) return false;
    return tried.target === 'evil' || changes(arrival);
  });
  return [...new Set(found.map(({ kind, method }) => [kind, method].filter(Boolean).join(' ')))];
}

/** Datagrams, wherever they were meant for. */
export function strayed(arrivals: readonly Arrival[]): Arrival[] {
  return arrivals.filter(({ kind }) => kind === 'udp');
}

function changes({ kind, method = '', port = 0 }: Arrival): boolean {
  if (kind === 'http') return !reading.has(method);
  if (kind === 'tcp') return !sitePorts.has(port);
  return kind === 'websocket';
}
