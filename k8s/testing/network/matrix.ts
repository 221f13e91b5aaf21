import { until } from '@mayfly/test/harness/until.ts';
import type { Expectation } from './moment.ts';
import type { NetworkPod } from './pods.ts';

const fits = (pattern: string, name: string): boolean => {
  const [space, pod] = pattern === '*' ? ['*', '*'] : pattern.split('/');
  const [itsSpace, itsPod] = name.split('/');
  return (space === '*' || space === itsSpace) && (pod === '*' || pod === itsPod);
};

/** Whether one pod is to reach another. */
const isAllowed = (words: readonly string[], from: string, to: string): boolean => {
  if (from === to) return true;
  const last = words
    .map((each) => each.split(' '))
    .findLast(([, source = '', target = '']) => fits(source, from) && fits(target, to));
  return last?.[0] !== 'deny';
};

/** Tries every pod from every pod, at all their addresses; answers what is not as expected. */
const differences = async (
  pods: readonly NetworkPod[],
  { port, protocol = 'TCP', words }: Expectation,
): Promise<string[]> => {
  const targets = pods.flatMap(({ name, addresses }) => addresses.map((host) => ({ name, host })));
  const rows = await Promise.all(
    pods.map(async (pod) => {
      const answers = await pod.reach(targets.map(({ host }) => [host, port, protocol]));
      return targets.flatMap(({ name, host }, at) => {
        const expected = isAllowed(words, pod.name, name);
        if (answers[at] === expected) return [];
        return [`${pod.name} → ${name} ${host} ${protocol} ${port}: ${expected ? 'shut' : 'open'}`];
      });
    }),
  );
  return rows.flat();
};

/** Waits until the network is as expected. Answers what is not, after ten seconds. */
export const settle = async (
  pods: readonly NetworkPod[],
  expectation: Expectation,
): Promise<string[]> => {
  let last: string[] = [];
  const seen = until(async () => {
    last = await differences(pods, expectation);
    return last.length === 0 || undefined;
  }, 10_000);
  await seen.catch(() => undefined);
  return last;
};
