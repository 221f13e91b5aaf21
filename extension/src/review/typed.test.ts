import { describe, expect, it } from 'vitest';
import type { Step } from '@mayfly/shared/steps/index.ts';
import type { Text } from '@mayfly/shared/base/text.ts';
import { typedFields, withUses } from './typed.ts';

const fill = (id: string, name: string, value: Text): Step => ({
  type: 'fill',
  id,
  target: { name, selectors: ['input'] },
  value,
});

describe('what the review lists as typed', () => {
  it('is each text, each secret, and each input that runs ask for already, once', () => {
    const steps = [
      fill('a', 'Month', { input: 'Month' }),
      fill('b', 'Code', { secret: 'Code' }),
      fill('c', 'Month', 'May'),
      fill('d', 'Again', { input: 'Month' }),
    ];
    expect(typedFields(steps)).toEqual([
      { step: 1, stepId: 'a', name: 'Month', label: 'Month', asked: true },
      { step: 2, stepId: 'b', name: 'Code', label: 'Code' },
      { step: 3, stepId: 'c', name: 'Month 2', label: 'Month', value: 'May' },
    ]);
  });

  it('keeps what is asked already, and calls nothing else by its name', () => {
    const steps = [fill('a', 'Month', { input: 'Month' }), fill('b', 'Month', 'May')];
    const used = withUses(steps, typedFields(steps), { Month: 'ask', 'Month 2': 'ask' });
    expect(used.map((step) => 'value' in step && step.value)).toEqual([
      { input: 'Month' },
      { input: 'Month 2' },
    ]);
  });
});
