import type { Target } from '@mayfly/shared/base/target.ts';
import { startPicking } from './picker.ts';
import type { PickedFor } from './pick.ts';

/** What a picking frame says to the page that asked for it: a thing, or that the person gave up. */
export type FromPicker = { from: 'picker'; target: Target | undefined };

/** What that page says to the frames. */
export type ToPicker =
  | { to: 'picker'; kind: 'pick'; tool: PickedFor }
  | { to: 'picker'; kind: 'end' };

/** Waits in this frame to be told what to pick, and tells it once. Whoever asks again, begins anew. */
export function pickOnce(): void {
  let end: (() => void) | undefined;
  const tell = (target: Target | undefined): void => {
    const message: FromPicker = { from: 'picker', target };
    void chrome.runtime.sendMessage(message).catch(() => undefined);
  };
  const onMessage = (message: ToPicker | undefined): void => {
    if (message?.to !== 'picker') return;
    end?.();
    end =
      message.kind === 'pick'
        ? startPicking(message.tool, (event) =>
            tell(event && 'target' in event ? event.target : undefined),
          )
        : undefined;
  };
  chrome.runtime.onMessage.addListener(onMessage);
}
