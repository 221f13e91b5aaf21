import { originOf, steadyPath } from '../base/address.ts';
import type { Step } from '../steps/index.ts';
import { targetOf } from '../steps/target-of.ts';

/** Every origin that `steps` go to, act in, or send data to: sorted, each once. */
export function originsOf({ steps }: { readonly steps: readonly Step[] }): readonly string[] {
  return sortedOrigins(steps.flatMap(addressesOf));
}

/** What a step may change, as it was seen: one line per origin, method and path (as a prefix), with the steps. */
export type SeenWrite = {
  readonly origin: string;
  readonly method: string;
  readonly path: string;
  /** Whether it was marked as only reading. */
  readonly reading: boolean;
  readonly steps: readonly string[];
};

/** Everything that `steps` sent while they were recorded, for the review to propose. */
export function writesOf({ steps }: { readonly steps: readonly Step[] }): readonly SeenWrite[] {
  const seen = new Map<string, SeenWrite>();
  for (const { id, sends = [] } of steps) {
    for (const { origin, method, path: sent, reading = false } of sends) {
      const path = steadyPath(sent);
      const key = [method, origin + path, reading].join(' ');
      const before = seen.get(key)?.steps ?? [];
      const by = before.includes(id) ? before : [...before, id];
      seen.set(key, { origin, method, path, reading, steps: by });
    }
  }
  return [...seen.values()];
}

function addressesOf(step: Step): readonly (string | undefined)[] {
  const { page, sends = [] } = step;
  const frames = targetOf(step)?.frame ?? [];
  return [
    page,
    ...('url' in step ? [step.url] : []),
    ...frames.map(({ url }) => url),
    ...sends.map(({ origin }) => origin),
  ];
}

function sortedOrigins(addresses: readonly (string | undefined)[]): readonly string[] {
  const origins = addresses.flatMap((address) => (address && originOf(address)) || []);
  return [...new Set(origins)].toSorted();
}
