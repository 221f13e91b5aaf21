import { z } from 'zod';
import { nameSchema } from '../base/text.ts';
import { stepSchema } from '../steps/index.ts';
import { addressSchema } from '../steps/go-to.ts';
import { namesIn } from './names.ts';

/** The version that this program writes. */
export const automationVersion = 1;

/** Something that a run is given, or a secret that it enters: its name in the steps, and what a person calls it. */
const askedSchema = z.strictObject({ name: nameSchema, label: z.string().min(1).max(120) });
/** Something that a run is given, or a secret that it enters. */
export type Asked = z.infer<typeof askedSchema>;

/**
 * The steps that sign in, left out while the stored session works. `address`: the sign-in page; `landing`: where the site
 * leads afterwards.
 */
const signInSchema = z.strictObject({
  steps: z.array(z.string()).min(1),
  address: addressSchema,
  landing: addressSchema,
});
/** The steps that sign in. */
export type SignIn = z.infer<typeof signInSchema>;

const settingsSchema = z.strictObject({
  /** What follows when a step fails and does not say itself. */
  onError: z.enum(['stop', 'continue']),
  /** Longest time for a step that does not say itself. */
  stepTimeoutMs: z.int().positive(),
  /** When pictures are taken besides those that steps ask for. */
  pictures: z.enum(['none', 'failures', 'each']),
});
/** How an automation is played. */
export type Settings = z.infer<typeof settingsSchema>;

/** Which version this is, when it was saved (ms) and, in the author's words, why. */
const changedSchema = z.strictObject({
  version: z.int().positive(),
  at: z.int().nonnegative(),
  note: z.string().max(500).optional(),
});

/** What is played: steps, and all that they need. */
export const automationSchema = z
  .strictObject({
    v: z.literal(automationVersion),
    name: z.string().min(1).max(120),
    steps: z.array(stepSchema).min(1).max(1000),
    inputs: z.array(askedSchema),
    secrets: z.array(askedSchema),
    /** Where it goes and what it sends to: see `originsOf`. */
    origins: z.array(z.string()),
    signIn: signInSchema.optional(),
    settings: settingsSchema,
    changed: changedSchema,
  })
  .superRefine((automation, issues) => {
    for (const message of contradictions(automation)) issues.addIssue({ code: 'custom', message });
  });
/** What is played. */
export type Automation = z.infer<typeof automationSchema>;

/** Settings of a new automation. */
export const usualSettings: Settings = {
  onError: 'stop',
  stepTimeoutMs: 30_000,
  pictures: 'failures',
};

function contradictions({
  steps,
  inputs,
  secrets,
  signIn,
}: Pick<Automation, 'steps' | 'inputs' | 'secrets' | 'signIn'>): readonly string[] {
  const ids = new Set(steps.map(({ id }) => id));
  const named = namesIn(steps);
  const undeclared = (names: ReadonlySet<string>, asked: readonly Asked[]) =>
    [...names].filter((name) => asked.every((each) => each.name !== name));
  return [
    ...(ids.size < steps.length ? ['Two steps have the same id'] : []),
    ...undeclared(named.inputs, inputs).map((name) => `The input ${name} is not declared`),
    ...undeclared(named.secrets, secrets).map((name) => `The secret ${name} is not declared`),
    ...(signIn?.steps ?? []).filter((id) => !ids.has(id)).map((id) => `No step has the id ${id}`),
  ];
}
