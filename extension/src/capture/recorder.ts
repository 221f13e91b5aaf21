import { recordClicks } from './clicks.ts';
import { watchFields } from './field-target.ts';
import { recordHovers } from './hovers.ts';
import type { IgnoredReason } from './ignored.ts';
import { recordInputs } from './inputs.ts';
import { recordKeys } from './keys.ts';
import { watchAddress } from './navigation.ts';
import { watchOrigins } from './origins.ts';
import { startPicking } from './picker/picker.ts';
import type { PickingTool } from './picker/pick.ts';
import type { RecorderPort } from './recorder-port.ts';
import { recordScrolls } from './scrolls.ts';
import type { Told, ToRecorder } from './told.ts';
import { noteSecretFields } from './secret-field.ts';
import { noteClosedFrames, noteFiles } from './unseen.ts';

/** A recorder at work in one frame. */
export type Recorder = { heard: (message: ToRecorder) => void };

/**
 * Records what a person does in this frame. `tell` carries it away; it must not throw. Nothing that the page does is
 * recorded, and nothing of the page can end it: only `signal` does. `leaveOut` hears why each other event is ignored.
 */
export function startRecorder(
  tell: (told: Told) => void,
  signal: AbortSignal,
  leaveOut: (reason: IgnoredReason) => void = () => undefined,
): Recorder {
  let sites: readonly string[] = [];
  let endPicking: (() => void) | undefined;

  const stopPicking = (): void => {
    endPicking?.();
    endPicking = undefined;
  };
  const pick = (tool: PickingTool): void => {
    stopPicking();
    endPicking = startPicking(tool, (event) => {
      endPicking = undefined;
      if (event) tell({ kind: 'event', event });
      tell({ kind: 'picking-ended' });
    });
  };
  const port: RecorderPort = {
    emit: (event) => tell({ kind: 'event', event }),
    noteUnseen: (what) => tell({ kind: 'unseen', what }),
    leaveOut,
    isPicking: () => endPicking !== undefined,
    signal,
  };

  noteSecretFields(document);
  document.addEventListener('DOMContentLoaded', () => noteSecretFields(document), { signal });
  watchFields(port);
  recordHovers(port);
  recordClicks(port);
  recordInputs(port);
  recordKeys(port);
  recordScrolls(port);
  noteFiles(port);
  noteClosedFrames(port, () => sites);
  watchOrigins((origins) => tell({ kind: 'origins', origins }), signal);
  if (self === top) {
    watchAddress({
      ...port,
      arrived: (how) => tell({ kind: 'arrived', to: location.href, how }),
      leaving: (to) => tell({ kind: 'leaving', to }),
    });
  }
  signal.addEventListener('abort', stopPicking, { once: true });

  return {
    heard: (message) => {
      if (message.kind === 'sites') sites = message.sites;
      if (message.kind === 'pick') pick(message.tool);
      if (message.kind === 'stop-picking') stopPicking();
    },
  };
}
