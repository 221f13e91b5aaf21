import type { Arrival } from './navigation.ts';
import type { PickingTool } from './picker/pick.ts';
import type { CapturedEvent, Unseen } from './recorder-port.ts';

/** What a frame tells the worker. */
export type Told =
  | { kind: 'event'; event: CapturedEvent }
  | { kind: 'unseen'; what: Unseen }
  | { kind: 'arrived'; to: string; how: Arrival }
  | { kind: 'leaving'; to: string }
  | { kind: 'origins'; origins: string[] }
  | { kind: 'picking-ended' };

/** What the worker says to a frame. */
export type ToRecorder =
  | { kind: 'sites'; sites: readonly string[] }
  | { kind: 'pick'; tool: PickingTool }
  | { kind: 'stop-picking' }
  | { kind: 'stop' };
