import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { plainSentence } from '../base/sentence.ts';
import { definitions, stepSchema } from './index.ts';
import type { Definition, Step } from './index.ts';
import { commonNames } from './define-step.ts';
import { metaOf } from './field.ts';

const canary = 'canary-7f3a';

const exampleOf = ({ type, example }: Definition) => ({ type, id: 'a', ...example }) as Step;

/** The example with every text replaced by a secret. */
function withSecrets(definition: Definition): Step {
  const replaced = Object.entries(exampleOf(definition)).map(([name, value]) => {
    const asSecret = { secret: canary };
    const asSecrets = [asSecret];
    const fits = (candidate: unknown) => stepWith(definition, name, candidate).success;
    if (fits(asSecret)) return [name, asSecret];
    return [name, fits(asSecrets) ? asSecrets : value];
  });
  return Object.fromEntries(replaced) as Step;
}

const stepWith = (definition: Definition, name: string, value: unknown) =>
  stepSchema.safeParse({ ...exampleOf(definition), [name]: value });

describe.each(definitions.map((definition) => [definition.type, definition] as const))(
  '%s',
  (_type, definition) => {
    const example = exampleOf(definition);

    it('has an example that parses and survives JSON', () => {
      const parsed = stepSchema.parse(example);
      expect(JSON.parse(JSON.stringify(parsed))).toEqual(example);
      expect(stepSchema.parse(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
    });

    it('refuses a field that it does not know', () => {
      expect(stepWith(definition, 'surprise', 1).success).toBe(false);
    });

    it('has a label and a control for every field', () => {
      for (const field of Object.values(definition.fields)) {
        const { label, control } = metaOf(field as z.ZodType);
        expect(label).toMatch(/^[A-Z]/);
        expect(control).toBeTruthy();
      }
    });

    it('keeps its fields apart from what every step has', () => {
      const names = Object.keys(definition.fields);
      expect(names.filter((name) => ['type', ...commonNames].includes(name))).toEqual([]);
    });

    it('has a sentence that names no secret', () => {
      expect(plainSentence(definition.sentence(example))).not.toBe('');
      const sentence = plainSentence(definition.sentence(withSecrets(definition)));
      expect(sentence).not.toContain(canary);
    });
  },
);

it('every type is there once', () => {
  const types = definitions.map(({ type }) => type);
  expect(new Set(types).size).toBe(types.length);
});

it('a field that depends on a choice is there exactly when it was chosen', () => {
  const time = { type: 'wait', id: 'a', until: 'time' };
  expect(stepSchema.safeParse({ ...time, durationMs: 5 }).success).toBe(true);
  expect(stepSchema.safeParse(time).success).toBe(false);
  expect(stepSchema.safeParse({ ...time, durationMs: 5, address: 'x' }).success).toBe(false);
});
