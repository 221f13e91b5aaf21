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
  vault,
  opening,
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
  import('@mayfly/extension/src/vault/device.ts'),
  import('@mayfly/extension/src/cloud/open-runner.ts'),
]);
const { runner } = await import('@mayfly/extension/src/store/runner.ts');
const { openDatabase } = await import('@mayfly/extension/src/store/database.ts');

/** All that outlives the browser: what a copied profile holds, as text. */
async function onDisk(): Promise<string> {
  const database = await openDatabase();
  const stores = await Promise.all(
    [...database.objectStoreNames].map((name) => database.getAll(name)),
  );
  database.close();
  return JSON.stringify([await fakeBrowser.storage.local.get(null), stores]);
}

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
  ...vault,
  ...opening,
  onDisk,
  /** The broker's statements about a run, as they are checked. */
  statementsAsEvidence: evidence.evidenceOf,
  /** What it pinned, and the highest that it saw. */
  pinned: runner,
};
