import { createElement, Fragment } from 'react';
import type { Sentence } from './sentence.ts';

/** A sentence on the screen, its names in bold. */
export function SentenceText({ of: sentence }: { of: Sentence }) {
  if (typeof sentence === 'string') return <>{sentence}</>;
  const parts = sentence.map((part) =>
    typeof part === 'string' ? part : createElement('span', { className: 'strong' }, part.strong),
  );
  return createElement(Fragment, null, ...parts);
}
