/** Words that say nothing of a thing. */
export const stopWords: ReadonlySet<string> = new Set(
  'the a an of to and in for on your with is it by at or'.split(' '),
);

/** A text for comparing: lower case, one space between words, nothing else. A lone zero counts as empty. */
export function normal(text: string | undefined): string {
  const plain = (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_]+/gu, ' ')
    .trim();
  return plain === '0' ? '' : plain;
}

/** The words that a name in code is made of: `btnSave-2` is `btn`, `save`. */
export function tokens(text: string | undefined): readonly string[] {
  return (text ?? '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(({ length }) => length > 1);
}

/** Whether an id was made by a machine, so that being equal says little. */
export function isGenerated(id: string): boolean {
  return (id.match(/\d/g)?.length ?? 0) >= 4 || /yui_|_\d{2,}_|[0-9a-f]{8,}/.test(id);
}

/** The words of a normal text; none for an empty one. */
export function wordsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}
