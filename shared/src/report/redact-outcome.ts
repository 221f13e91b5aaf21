import type { Sentence } from '../base/sentence.ts';
import type { Table } from '../base/table.ts';
import type { Outcome } from '../player/outcome.ts';
import type { Redactor } from './redact.ts';

/** An outcome with everything redacted that a page, a site or an author may have written. Codes, states and ids stay. */
export function redactOutcome(outcome: Outcome, redactor: Redactor): Outcome {
  const text = (each: string) => redactor.redact(each);
  const { sentence, found, error, dialogs, downloads, refused, values, tables, pictures } = outcome;
  return {
    ...outcome,
    sentence: redactSentence(sentence, text),
    ...(found && { found: { ...found, selector: text(found.selector) } }),
    ...(error && { error: redactError(error, text) }),
    ...(dialogs && {
      dialogs: dialogs.map(({ kind, message }) => ({ kind, message: text(message) })),
    }),
    ...(downloads && { downloads: downloads.map(text) }),
    ...(refused && { refused: refused.map((each) => ({ ...each, path: text(each.path) })) }),
    ...(values && {
      values: values.map(({ name, value }) => ({ name: text(name), value: text(value) })),
    }),
    ...(tables && {
      tables: tables.map(({ name, table }) => ({
        name: text(name),
        table: redactTable(table, text),
      })),
    }),
    ...(pictures && { pictures: pictures.map((each) => ({ ...each, name: text(each.name) })) }),
  };
}

type Redact = (text: string) => string;

function redactSentence(sentence: Sentence, text: Redact): Sentence {
  return sentence.map((part) =>
    typeof part === 'string' ? text(part) : { strong: text(part.strong) },
  );
}

function redactTable({ columns, rows }: Table, text: Redact): Table {
  return { columns: columns.map(text), rows: rows.map((row) => row.map(text)) };
}

function redactError(error: NonNullable<Outcome['error']>, text: Redact): Outcome['error'] {
  const { code, message, facts } = error;
  const { tried, target, coveredBy, address } = facts;
  return {
    code,
    message: text(message),
    facts: {
      ...facts,
      ...(target !== undefined && { target: text(target) }),
      ...(coveredBy !== undefined && { coveredBy: text(coveredBy) }),
      ...(address !== undefined && { address: text(address) }),
      ...(tried && {
        tried: tried.map((each) => ({ ...each, selector: text(each.selector) })),
      }),
    },
  };
}
