import { z } from 'zod';

/** What secrets and inputs are called: by steps, grants and envelopes alike. */
export const nameSchema = z.string().min(1).max(80);

/**
 * What a step enters or expects. A secret or an input is only ever named: its value is not in the step, so that there
 * is nothing to hide later (DESIGN §8).
 */
export const textSchema = z.union([
  z.string(),
  z.strictObject({ secret: nameSchema }),
  z.strictObject({ input: nameSchema }),
]);
export type Text = z.infer<typeof textSchema>;

/** The name of a secret that stands for a text. */
export type SecretRef = Extract<Text, { secret: string }>;
/** The name of an input that stands for a text. */
export type InputRef = Extract<Text, { input: string }>;

/** Whether `text` is a secret's name. */
export function isSecret(text: Text): text is SecretRef {
  return typeof text === 'object' && 'secret' in text;
}

/** Whether `text` is an input's name. */
export function isInput(text: Text): text is InputRef {
  return typeof text === 'object' && 'input' in text;
}

/** Longest literal text that a sentence repeats, in characters. */
const longestShown = 60;

/** How a sentence speaks of a text: never more of a secret than that it is one. */
export function visible(text: Text): string {
  if (isSecret(text)) return 'a secret';
  if (isInput(text)) return `the input ${text.input}`;
  if (text === '') return 'nothing';
  if (text.length <= longestShown) return `“${text}”`;
  return `“${text.slice(0, longestShown - 1)}…”`;
}
