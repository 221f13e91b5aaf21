import { describe, expect, it } from 'vitest';
import { errors, isCode } from '@mayfly/shared/base/errors.ts';
import { afterLoss, backoffMs, mostFailures } from './after-loss.ts';
import { afterRefusal } from './refusal.ts';

const calm = { marked: false, stopAsked: false, overdue: false, failures: 0 };

describe('a lost pod', () => {
  it('is followed by another attempt', () => {
    expect(afterLoss(calm)).toBe('lost');
  });

  it('after a mark is never followed by another attempt, whatever else is so', () => {
    const all = { marked: true, stopAsked: true, overdue: true, failures: mostFailures };
    expect(afterLoss({ ...calm, marked: true })).toBe('lost-after-write');
    expect(afterLoss(all)).toBe('lost-after-write');
  });

  it('of a run that a person stopped ends it as canceled', () => {
    expect(afterLoss({ ...calm, stopAsked: true, overdue: true })).toBe('stopped');
  });

  it('whose time was over ends it as timed out', () => {
    expect(afterLoss({ ...calm, overdue: true })).toBe('overdue');
  });

  it('is the last one after so many', () => {
    expect(afterLoss({ ...calm, failures: mostFailures - 2 })).toBe('lost');
    expect(afterLoss({ ...calm, failures: mostFailures - 1 })).toBe('given-up');
  });
});

describe('the wait before another attempt', () => {
  it('doubles, up to a minute', () => {
    expect([1, 2, 3, 4].map((n) => backoffMs(n, 1))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(backoffMs(50, 1)).toBe(60_000);
  });

  it('differs by chance by up to the half of it', () => {
    expect(backoffMs(3, 0)).toBe(2_000);
    expect(backoffMs(3, 0.5)).toBe(3_000);
  });
});

describe('a refusal', () => {
  it('by a run in the way is waited for', () => {
    expect(
      ['still-running', 'session-busy'].map((code) => isCode(code) && afterRefusal(code)),
    ).toEqual(['wait', 'wait']);
  });

  it('of a version that the broker does not know may pass: another one is being installed', () => {
    expect(afterRefusal('image-not-listed')).toBe('retry');
  });

  it('is final wherever a person must do something', () => {
    const final = [
      'grant-not-in-force',
      'not-fresh',
      'order-expired',
      'budget-spent',
      'unsettled',
      'attempts-spent',
      'stopped',
    ] as const;
    expect(final.map(afterRefusal)).toEqual(final.map(() => 'final'));
  });

  it('has an answer for every code of the table', () => {
    const codes = Object.keys(errors).filter(isCode);
    for (const code of codes) expect(['wait', 'retry', 'final']).toContain(afterRefusal(code));
  });
});
