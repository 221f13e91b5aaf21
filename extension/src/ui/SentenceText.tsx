import type { Sentence } from './sentence.ts';

/** A sentence on the screen, its names in bold. */
export function SentenceText({ of: sentence }: { of: Sentence }) {
  if (typeof sentence === 'string') return <>{sentence}</>;
  return sentence.map((part, place) =>
    typeof part === 'string' ? (
      part
    ) : (
      <span key={`${place} ${part.strong}`} className="strong">
        {part.strong}
      </span>
    ),
  );
}
