import type { ShellActions, ShellView } from '../../../pages/shell-view.ts';
import { nothing } from '../scene.ts';

/** The frame of the pages, for an invented bank. */
export const shell: ShellView = {
  organization: 'Halden Bank · Finance ops',
  device: 'Mara’s ThinkPad',
  needsYou: 1,
};

/** Callbacks of that frame: nothing happens. */
export const shellActions: ShellActions = {
  onTryNow: nothing,
  onCopyDetails: nothing,
  onUnlock: nothing,
};
