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
export function say(texts: TemplateStringsArray, ...parts: readonly (Part | Sentence)[]): Sentence {
  const all = texts.flatMap((text, index) => [
    text,
    ...(parts.slice(index, index + 1).flat() as Part[]),
  ]);
  return all.reduce<Part[]>((joined, part) => {
    const last = joined.at(-1);
    if (part === '') return joined;
    if (typeof part !== 'string' || typeof last !== 'string') return [...joined, part];
    return [...joined.slice(0, -1), last + part];
  }, []);
}

/** A name, as a sentence shows it. */
export function strong(name: string): { strong: string } {
  return { strong: name };
}

/** The sentence as plain text. */
export function plainSentence(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === 'string' ? part : part.strong)).join('');
}
