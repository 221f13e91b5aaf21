import type { Recording, RecordingFacts } from '../store/recording.ts';

/** The recording with these added to a list of facts; the same object where nothing is new. */
export function withFacts(
  recording: Recording,
  name: keyof RecordingFacts,
  found: readonly string[],
): Recording {
  const known = recording.facts[name];
  const fresh = [...new Set(found)].filter((each) => !known.includes(each));
  if (fresh.length === 0) return recording;
  return { ...recording, facts: { ...recording.facts, [name]: [...known, ...fresh] } };
}
