import { recordingItem } from '../store/recording.ts';
import type { Recording } from '../store/recording.ts';

/** What the last change wrote: read from the browser once per life of the worker. */
let known: Recording | null | undefined;
let queue: Promise<unknown> = Promise.resolve();

async function current(): Promise<Recording | null> {
  known ??= await recordingItem.getValue();
  return known;
}

/**
 * One change of the recording after another, each on what the one before left: what arrives at the same moment is
 * neither lost nor mixed. `change` answers the recording as it should be, or undefined to leave it as it is.
 * Nothing counts before it is written, so a worker that ends in the middle loses nothing.
 */
export function changeRecording(
  change: (recording: Recording) => Promise<Recording | undefined> | Recording | undefined,
): Promise<void> {
  return inTurn(async () => {
    const before = await current();
    if (!before) return;
    const after = await change(before);
    if (after) await write(after);
  });
}

/** Puts a new recording in place of whatever was, or none. */
export function replaceRecording(recording: Recording | null): Promise<void> {
  return inTurn(() => write(recording));
}

/** The recording as the last change left it; undefined where none goes on. */
export function readRecording(): Promise<Recording | undefined> {
  return inTurn(async () => (await current()) ?? undefined);
}

async function write(recording: Recording | null): Promise<void> {
  await recordingItem.setValue(recording);
  known = recording;
}

function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
  const done = queue.then(act);
  queue = done.catch(() => undefined);
  return done;
}
