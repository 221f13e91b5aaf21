import { MayflyError } from '../base/errors.ts';
import { ready } from './sodium.ts';
import { envelopeChecks } from './vectors/envelope.ts';
import { formatChecks } from './vectors/format.ts';
import { primitiveChecks } from './vectors/primitive.ts';
import { statementChecks } from './vectors/statement.ts';
import { wycheproofChecks } from './vectors/wycheproof.ts';
import type { Check } from './vectors/check.ts';

export type { EnvelopeCase } from './vectors/envelope.ts';
export type { StatementCase } from './vectors/statement.ts';

/** How the vectors went: how many did what they should, and the names and reasons of those that did not. */
export type VectorResult = {
  readonly passed: number;
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
};

/** All vectors: what RFCs, libsodium, Wycheproof and our own files say. The same in Node and in a browser. */
export function vectorChecks(): readonly Check[] {
  return [
    ...primitiveChecks(),
    ...wycheproofChecks(),
    ...formatChecks(),
    ...statementChecks(),
    ...envelopeChecks(),
  ];
}

/** Runs every vector here and now. */
export async function runVectors(): Promise<VectorResult> {
  await ready();
  const failed: { name: string; reason: string }[] = [];
  const checks = vectorChecks();
  for (const { name, run } of checks) {
    try {
      await run();
    } catch (error) {
      failed.push({ name, reason: reasonOf(error) });
    }
  }
  return { passed: checks.length - failed.length, failed };
}

function reasonOf(error: unknown): string {
  if (error instanceof MayflyError) return error.code;
  return error instanceof Error ? error.message : String(error);
}
