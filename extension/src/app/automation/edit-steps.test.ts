import { describe, expect, test } from 'vitest';
import { fits } from '../../editor/StepForm.tsx';
import { newStep, withAdded, withMoved, withoutStep, withStep } from './edit-steps.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';

const goTo = (id: string): Step => ({ type: 'go-to', id, url: `https://${id}.example/` });
const steps = [goTo('a'), goTo('b'), goTo('c')];
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id).join('');

describe('editing steps', () => {
  test('a step moves by one place, and not beyond the ends', () => {
    expect(idsOf(withMoved(steps, 'b', 1))).toBe('acb');
    expect(idsOf(withMoved(steps, 'b', -1))).toBe('bac');
    expect(idsOf(withMoved(steps, 'a', -1))).toBe('abc');
  });

  test('a new step comes after the one that is chosen', () => {
    expect(idsOf(withAdded(steps, { type: 'back', id: 'n' }, 'a'))).toBe('anbc');
    expect(idsOf(withAdded(steps, { type: 'back', id: 'n' }, undefined))).toBe('abcn');
  });

  test('a new step asks for what only the person knows', () => {
    expect(fits(newStep('click'))).toBe(false);
    expect(fits(newStep('back'))).toBe(true);
  });

  test('a changed step keeps its place', () => {
    const changed = withStep(steps, { type: 'go-to', id: 'b', url: 'https://x.example/' });
    expect(changed[1]).toMatchObject({ url: 'https://x.example/' });
    expect(idsOf(changed)).toBe('abc');
  });

  test('the last step cannot be removed', () => {
    expect(idsOf(withoutStep(steps, 'b'))).toBe('ac');
    expect(idsOf(withoutStep([goTo('a')], 'a'))).toBe('a');
  });
});
