import 'fake-indexeddb/auto';
import { fakeBrowser } from 'wxt/testing/fake-browser';

Object.assign(globalThis, { chrome: fakeBrowser, browser: fakeBrowser });

const [
  doors,
  pairing,
  saving,
  runs,
  charters,
  signIns,
  automations,
  proving,
  evidence,
  { runner },
] = await Promise.all([
  import('@mayfly/extension/src/cloud/doors.ts'),
  import('@mayfly/extension/src/cloud/pair.ts'),
  import('@mayfly/extension/src/cloud/save.ts'),
  import('@mayfly/extension/src/cloud/runs.ts'),
  import('@mayfly/extension/src/cloud/charter.ts'),
  import('@mayfly/extension/src/cloud/sign-ins.ts'),
  import('@mayfly/extension/src/cloud/automations.ts'),
  import('@mayfly/extension/src/cloud/prove-run.ts'),
  import('@mayfly/extension/src/cloud/run-evidence.ts'),
  import('@mayfly/extension/src/store/runner.ts'),
]);

/**
 * The extension's own code for keys, charter, saving and running, in Node: its storage is in memory, all else is what a
 * person's browser runs. One device a process.
 */
export const device = {
  ...doors,
  ...pairing,
  ...saving,
  ...runs,
  ...charters,
  ...signIns,
  ...automations,
  ...proving,
  /** The broker's statements about a run, as they are checked. */
  statementsAsEvidence: evidence.evidenceOf,
  /** What it pinned, and the highest that it saw. */
  pinned: runner,
};
