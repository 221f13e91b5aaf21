import type { Step } from '../steps/index.ts';
import { isInput, isSecret, textSchema } from '../base/text.ts';

/** The inputs and secrets that steps name. */
export type Names = { readonly inputs: ReadonlySet<string>; readonly secrets: ReadonlySet<string> };

/** Every input and secret that `steps` name, in their order. */
export function namesIn(steps: readonly Step[]): Names {
  const inputs = new Set<string>();
  const secrets = new Set<string>();
  for (const value of steps.flatMap((step) => Object.values(step).flat())) {
    const text = textSchema.safeParse(value).data;
    if (text === undefined) continue;
    if (isSecret(text)) secrets.add(text.secret);
    if (isInput(text)) inputs.add(text.input);
  }
  return { inputs, secrets };
}
