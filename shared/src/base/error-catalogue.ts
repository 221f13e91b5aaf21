import { errors } from './errors.ts';
import { engineErrors } from './errors/engine.ts';
import { requestErrors } from './errors/request.ts';
import { sealErrors } from './errors/seal.ts';
import { stepErrors } from './errors/step.ts';
import type { ErrorRow } from './errors/rows.ts';

type Block = { title: string; turn: string; rows: Readonly<Record<string, ErrorRow>> };

const blocks: readonly Block[] = [
  { title: 'StepError', turn: 'The author changes the automation.', rows: stepErrors },
  {
    title: 'SealError',
    turn: 'Somebody seals, confirms, settles or pairs once more.',
    rows: sealErrors,
  },
  { title: 'RequestError', turn: 'The caller asks otherwise.', rows: requestErrors },
  { title: 'EngineError', turn: 'The operator acts, or a retry does.', rows: engineErrors },
];

const opening = `# Errors

Every code, by whose turn it is, printed from \`shared/src/base/errors/\`; \`vitest run error-catalogue -u\` prints it
again. Between processes only \`{ code, message }\` travels, with the HTTP status named here; a code without one never
leaves a door. There are ${Object.keys(errors).length}.
`;

/** The table of all errors, as Markdown. */
export function errorCatalogue(): string {
  return [opening, ...blocks.map(printed)].join('\n');
}

function printed({ title, turn, rows }: Block): string {
  const lines = Object.entries(rows).map(
    ([code, { status, message, next }]) =>
      `| \`${code}\` | ${status ?? ''} | ${message} | ${next} |`,
  );
  const head = ['| code | status | what happened | what to do |', '| --- | --- | --- | --- |'];
  return [`## ${title}`, '', turn, '', ...head, ...lines, ''].join('\n');
}
