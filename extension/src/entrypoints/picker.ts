import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { pickOnce } from '../capture/picker/pick-once.ts';

declare global {
  /** One picker per frame, though it may be injected twice. Seen in the extension's own world only. */
  var mayflyPicker: boolean | undefined;
}

/** Picks one thing on a page, for a step that is edited. Nothing is recorded. */
export default defineUnlistedScript(() => {
  if (globalThis.mayflyPicker) return;
  globalThis.mayflyPicker = true;
  pickOnce();
});
