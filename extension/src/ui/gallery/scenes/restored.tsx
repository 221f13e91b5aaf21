import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { Page } from '../../../pages/Page.tsx';
import type { RestoredView } from '../../../pages/Restored.tsx';
import { Restored } from '../../../pages/Restored.tsx';
import { berlin, today } from '../clock.ts';
import type { Scene, Scenes } from '../scene.ts';
import { nothing } from '../scene.ts';
import { shell, shellActions } from './shell.ts';

const view: RestoredView = {
  since: berlin(2026, 11, 20, 18, 30),
  lost: {
    acts: [
      { thing: 'sign-in', at: today(8, 2), revoked: randomId16() },
      { thing: 'automation', at: today(8, 7) },
      { thing: 'permission', at: today(8, 7) },
      { thing: 'answer', at: today(8, 11) },
    ],
    runStatements: 14,
  },
  mayOpen: true,
  opening: false,
};

function restored(change: Partial<RestoredView>): Scene {
  const whole = { ...view, ...change };
  const render = () => (
    <Page {...{ shell, shellActions }} current="automations" title="Automations">
      <Restored view={whole} onOpen={nothing} onClose={nothing} />
    </Page>
  );
  return { width: 1280, height: 800, render };
}

/** A runner that was restored from a backup, looked at. */
export const restoredScenes: Scenes = {
  'runner-restored': restored({}),
  'runner-restored-whole': restored({ lost: { acts: [], runStatements: 0 }, mayOpen: false }),
};
