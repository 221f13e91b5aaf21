import { writeFile, mkdir } from 'node:fs/promises';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { envelopeCases } from './envelopes.ts';
import { statementCases } from './statements.ts';
import { vectorWorld } from './world.ts';

/*
 * Writes the vectors of envelopes and statements: `node test/vectors/main.ts`. The formats stand for ever, so this runs
 * only to add cases: an old case that no longer passes is a broken promise.
 */
const folder = new URL('../../shared/src/envelope/vectors/', import.meta.url);

await ready();
const world = vectorWorld();
await mkdir(new URL('envelope/', folder), { recursive: true });
for (const [name, cases] of Object.entries(envelopeCases(world))) {
  await writeFile(new URL(`envelope/${name}.json`, folder), written(cases));
}
await writeFile(new URL('statements.json', folder), written(statementCases(world)));

function written(cases: readonly unknown[]): string {
  return `${JSON.stringify(cases, null, 2)}\n`;
}
