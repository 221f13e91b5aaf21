import type { Scenes } from './scene.ts';
import { automationScenes } from './scenes/automation.tsx';
import { listScenes } from './scenes/lists.tsx';
import { panelScenes } from './scenes/panel.tsx';
import { popupScenes } from './scenes/popup.tsx';
import { restoredScenes } from './scenes/restored.tsx';
import { reviewScenes } from './scenes/review.tsx';
import { runScenes } from './scenes/run.tsx';
import { settingsScenes } from './scenes/settings.tsx';

/** All screens in all states that are drawn. */
export const scenes: Scenes = {
  ...popupScenes,
  ...panelScenes,
  ...reviewScenes,
  ...runScenes,
  ...automationScenes,
  ...listScenes,
  ...settingsScenes,
  ...restoredScenes,
};
