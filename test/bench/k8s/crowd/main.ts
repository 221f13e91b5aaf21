/**
 * `main.ts --kubeconfig <file> --anchor <file> --namespace <name> --count <n>`: speaks for pods on nodes that are not there,
 * with the pod's own code: it asks for work, claims, opens what it may, seals a report and tells the end. It plays
 * nothing, has no browser and no fence. Nobody ends before so many hold their keys, so that they all run at once.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { openApi } from '@mayfly/k8s/cluster/api.ts';
import { anchorSchema } from '@mayfly/shared/api/anchor.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { followRunning } from './follow-running.ts';
import { standIn } from './stand-in.ts';
import { turnsOf } from './turns.ts';

/** One process speaks for all: so many reports are on their way at once. */
const speakingAtOnce = 32;

const { values } = parseArgs({
  options: {
    kubeconfig: { type: 'string', default: '' },
    anchor: { type: 'string', default: '' },
    namespace: { type: 'string', default: '' },
    count: { type: 'string', default: '' },
  },
});
await ready();
const api = openApi(values.kubeconfig);
const anchor = anchorSchema.parse(JSON.parse(readFileSync(values.anchor, 'utf8')));
const turn = turnsOf(speakingAtOnce);
const all = Promise.withResolvers<void>();
let holding = 0;
let ended = 0;
const released = async () => {
  holding += 1;
  if (holding >= Number(values.count)) all.resolve();
  await all.promise;
  return turn();
};
let told = '';
setInterval(() => {
  const now = `${holding} hold their keys, ${ended} have ended`;
  if (now !== told) console.error(now);
  told = now;
}, 5_000);

await followRunning(api, values.namespace, (pod) => {
  standIn(api, { pod, anchor, released }).then(
    () => void (ended += 1),
    (error: unknown) => console.error(pod.name, error),
  );
});
