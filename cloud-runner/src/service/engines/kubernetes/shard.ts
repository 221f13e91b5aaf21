import { createHash } from 'node:crypto';

/**
 * The namespace of a pod: the same for its name whoever asks, so that who makes it twice finds the first; spread evenly; and
 * another namespace in the list moves no more names than it takes over itself.
 */
export function namespaceOf(name: string, namespaces: readonly string[]): string {
  let best: { namespace: string; weight: string } | undefined;
  for (const namespace of namespaces) {
    const weight = createHash('sha256').update(`${namespace}\0${name}`).digest('hex');
    if (!best || weight > best.weight) best = { namespace, weight };
  }
  if (!best) throw new RangeError('No namespace to make pods in');
  return best.namespace;
}
