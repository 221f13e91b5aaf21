import { z } from 'zod';

/**
 * A sentence in parts, its names set apart: `['Click ', { strong: 'Invoices' }]`. What stands in it may come from a
 * page: it is shown as text, never as markup.
 */
export const sentenceSchema = z
  .array(z.union([z.string(), z.strictObject({ strong: z.string() })]))
  .readonly();
export type Sentence = z.infer<typeof sentenceSchema>;

/** One part of a sentence. */
export type Part = Sentence[number];

/** Tags a template as a sentence: ``say`Click ${strong(target.name)}` ``. Text beside text is one part. */
export function say(
  texts: TemplateStringsArray,
  ...values: readonly (Part | Sentence | number)[]
): Sentence {
  const joined: Part[] = [];
  for (const part of texts.flatMap((text, index) => [text, ...partsOf(values[index] ?? '')])) {
    const last = joined.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string')
      joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}

function partsOf(value: Part | Sentence | number): Sentence {
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'string' || 'strong' in value ? [value] : value;
}

/** A name, as a sentence shows it. */
export function strong(name: string): { strong: string } {
  return { strong: name };
}

/** The sentence as plain text. */
export function plainSentence(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === 'string' ? part : part.strong)).join('');
}
