import type { z } from 'zod';
import { plainSentence } from '../base/sentence.ts';
import type { Definition } from './index.ts';
import { definitions } from './index.ts';
import { metaOf } from './field.ts';

const opening = `# Steps

Every kind of step, printed from its definition in \`shared/src/steps/\`; \`vitest run catalogue -u\` prints it again.
Every step also has an id, and may have: what it sent while it was recorded, the page on which it was recorded, what
follows when it fails, and the longest time that it may take.
`;

/** The catalogue of all steps, as Markdown. */
export function catalogue(): string {
  return [opening, ...definitions.map(entry)].join('\n');
}

function entry(definition: Definition): string {
  const { title, type, effect, fields, example, schema } = definition;
  const step = schema.parse({ type, id: 'example', ...example }) as Parameters<
    Definition['sentence']
  >[0];
  const does = effect === 'write' ? 'May make changes' : 'Only reads';
  const rows = Object.entries(fields).map(([name, field]) => row(name, field as z.ZodType));
  return [
    `## ${title}`,
    '',
    `\`${type}\` · ${does} · “${plainSentence(definition.sentence(step))}”`,
    ...(rows.length > 0
      ? ['', '| field | label | control | |', '| --- | --- | --- | --- |', ...rows]
      : []),
    '',
  ].join('\n');
}

function row(name: string, field: z.ZodType): string {
  const { label, control, when } = metaOf(field);
  return `| \`${name}\` | ${label} | ${control} | ${needed(field, when)} |`;
}

function needed(field: z.ZodType, when: ReturnType<typeof metaOf>['when']): string {
  if (when) return `where \`${when.field}\` is ${when.is.join(' or ')}`;
  return field.safeParse(undefined).success ? 'optional' : '';
}
