import { StepError } from '@mayfly/shared/base/errors.ts';
import { isInput, isSecret } from '@mayfly/shared/base/text.ts';
import type { Text } from '@mayfly/shared/base/text.ts';
import type { Contents } from './contents.ts';

/**
 * The values of texts, for frames of an origin. A secret is typed only in frames of its own origins: anywhere else
 * `origin-refused`. Throws `secret-missing` and `input-missing`.
 */
export function revealFrom({
  secrets,
  inputs,
}: Pick<Contents, 'secrets' | 'inputs'>): (text: Text, origin: string | undefined) => string {
  return (text, origin) => {
    if (isInput(text)) {
      const value = Object.hasOwn(inputs, text.input) ? inputs[text.input] : undefined;
      if (value === undefined) throw new StepError('input-missing');
      return value;
    }
    if (!isSecret(text)) return text;
    const secret = secrets.get(text.secret);
    if (!secret) throw new StepError('secret-missing');
    if (origin === undefined || !secret.origins.includes(origin)) {
      throw new StepError('origin-refused');
    }
    return secret.value;
  };
}
