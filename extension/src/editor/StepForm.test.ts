import { describe, expect, it } from 'vitest';
import { renderToStaticMarkup } from 'react-dom/server';
import { createElement } from 'react';
import { metaOf } from '@mayfly/shared/steps/field.ts';
import { definitions } from '@mayfly/shared/steps/index.ts';
import { optionsOf } from './options-of.ts';
import { fits, StepForm } from './StepForm.tsx';
import type { EditedStep } from './StepForm.tsx';

const names = {
  inputs: [{ name: 'year', label: 'Year' }],
  secrets: [{ name: 'password', label: 'Ledger password' }],
};

function markupOf(step: EditedStep): string {
  const form = { step, names, onChange: () => undefined, onPick: () => undefined };
  return renderToStaticMarkup(createElement(StepForm, form));
}

describe.each(definitions)('the form of $type', ({ type, fields, example }) => {
  const step: EditedStep = { ...example, type, id: 'one' };

  it('shows every field that applies, by its label', () => {
    const markup = markupOf(step);
    const applying = Object.values(fields)
      .map(metaOf)
      .filter(({ when }) => !when || when.is.includes(String(step[when.field])));
    for (const { label } of applying) expect(markup).toContain(label);
  });

  it('offers values for every choice', () => {
    const choices = Object.values(fields).filter((schema) =>
      ['choice', 'choices'].includes(metaOf(schema).control),
    );
    for (const schema of choices) expect(optionsOf(schema).length).toBeGreaterThan(1);
  });

  it('finds nothing wrong with its own example', () => {
    expect(fits(step)).toBe(true);
    expect(markupOf(step)).not.toContain('role="alert"');
  });
});

describe('the form of a step that does not fit', () => {
  it('says so at the field', () => {
    const step: EditedStep = { type: 'go-to', id: 'one', url: 'nowhere' };
    expect(fits(step)).toBe(false);
    expect(markupOf(step)).toContain('role="alert"');
  });
});
