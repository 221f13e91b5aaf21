/**
 * A sentence with its names set in bold: `['Click ', { strong: 'Invoices' }]`. What stands in it may come from a page:
 * it is shown as text, never as markup.
 */
export type Sentence = string | readonly (string | { strong: string })[];

/** The sentence as plain text: for names that are heard, titles, searching. */
export function plain(sentence: Sentence): string {
  if (typeof sentence === 'string') return sentence;
  return sentence.map((part) => (typeof part === 'string' ? part : part.strong)).join('');
}
