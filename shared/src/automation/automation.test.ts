import { describe, expect, it } from 'vitest';
import { SealError } from '../base/errors.ts';
import type { Step } from '../steps/index.ts';
import { automationSchema, usualSettings } from './automation.ts';
import type { Automation } from './automation.ts';
import { diffAutomations, isSame } from './difference.ts';
import { originsOf, writesOf } from './origins.ts';
import { parseAutomation, readAutomation, writeAutomation } from './parse.ts';
import { proposeSignIn } from './sign-in.ts';

const site = 'https://shop.example';
const target = (name: string) => ({ name, selectors: [`#${name}`] });
const goTo = (id: string, url: string): Step => ({ type: 'go-to', id, url });
const click = (id: string, page = `${site}/list`): Step => ({
  type: 'click',
  id,
  page,
  target: target(id),
  how: 'single',
});
const enter = (id: string, value: string | { secret: string }): Step => ({
  type: 'fill',
  id,
  page: `${site}/login`,
  target: target(id),
  value,
});

const automation = (steps: Step[], more: Partial<Automation> = {}): Automation => ({
  v: 1,
  name: 'Invoices',
  steps,
  inputs: [],
  secrets: [],
  origins: [...originsOf({ steps })],
  settings: usualSettings,
  changed: { version: 1, at: 1 },
  ...more,
});

const codeOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return error instanceof SealError ? error.code : error;
  }
  return undefined;
};

describe('an automation', () => {
  it('survives its bytes', () => {
    const one = automation([goTo('a', site)]);
    expect(readAutomation(writeAutomation(one))).toEqual(one);
  });

  it('is refused when it names what it does not declare', () => {
    const steps = [enter('a', { secret: 'pin' })];
    expect(automationSchema.safeParse(automation(steps)).success).toBe(false);
    const secrets = [{ name: 'pin', label: 'PIN' }];
    expect(automationSchema.safeParse(automation(steps, { secrets })).success).toBe(true);
  });

  it('is refused when two steps have one id', () => {
    const steps = [click('a'), click('a')];
    expect(automationSchema.safeParse(automation(steps)).success).toBe(false);
  });

  it('of a later version is refused as such, anything else as tampered', () => {
    expect(codeOf(() => parseAutomation({ v: 99 }))).toBe('unknown-version');
    expect(codeOf(() => parseAutomation({ v: 1 }))).toBe('tampered');
    expect(codeOf(() => readAutomation(new Uint8Array([0xff])))).toBe('tampered');
  });
});

describe('what an automation touches', () => {
  it('its origins are those of addresses, pages, frames and sends', () => {
    const framed = { ...target('pay'), frame: [{ url: 'https://pay.example/form' }] };
    const send = { origin: 'https://api.example', method: 'POST' as const, path: '/save' };
    const steps: Step[] = [
      goTo('a', `${site}/x`),
      { type: 'click', id: 'b', target: framed, how: 'single', sends: [send] },
    ];
    expect(originsOf({ steps })).toEqual(['https://api.example', 'https://pay.example', site]);
  });

  it('its writes name the steps that did them', () => {
    const send = { origin: site, method: 'POST' as const, path: '/save' };
    const steps = [click('a'), click('b')].map((step) => Object.assign(step, { sends: [send] }));
    expect(writesOf({ steps })).toEqual([{ ...send, reading: false, steps: ['a', 'b'] }]);
  });

  it('a write to a place that is made for one time names what stays of it', () => {
    const path = '/interaction/TUHoJKs9aFxI1MPWu7GE_lhiumuKEKRsYuouJCzXCax';
    const steps = [
      Object.assign(click('a'), { sends: [{ origin: site, method: 'POST' as const, path }] }),
    ];
    expect(writesOf({ steps })[0]?.path).toBe('/interaction');
  });
});

describe('a proposed sign-in', () => {
  const signIn = [
    goTo('go', `${site}/login`),
    enter('user', 'ada'),
    enter('pass', { secret: 'password' }),
    click('in', `${site}/login`),
  ];

  it('reaches from the sign-in page to where the site leads', () => {
    expect(proposeSignIn([...signIn, click('next', `${site}/home`)])).toEqual({
      steps: ['go', 'user', 'pass', 'in'],
      address: `${site}/login`,
      landing: `${site}/home`,
    });
  });

  it('takes in a second page of the same kind', () => {
    const stay = click('stay', 'https://login.example/stay');
    const proposed = proposeSignIn([...signIn, stay, click('next', `${site}/home`)]);
    expect(proposed?.steps).toEqual(['go', 'user', 'pass', 'in', 'stay']);
  });

  it('is absent where no secret is entered', () => {
    expect(proposeSignIn([goTo('go', site), click('next')])).toBeUndefined();
  });
});

describe('the difference of two versions', () => {
  const older = automation([goTo('a', site), click('b'), click('c')]);

  it('is nothing between equals, whatever the order of keys', () => {
    const same = JSON.parse(JSON.stringify(older)) as Automation;
    expect(isSame(diffAutomations(older, same))).toBe(true);
  });

  it('names what was added, removed, moved and changed', () => {
    const newer = automation([click('c'), goTo('a', 'https://other.example'), click('d')], {
      name: 'Bills',
    });
    const difference = diffAutomations(older, newer);
    expect(difference.steps.map(({ kind, at }) => [kind, at])).toEqual([
      ['removed', 1],
      ['moved', 0],
      ['changed', 1],
      ['added', 2],
    ]);
    expect(difference.steps[2]).toMatchObject({ fields: ['Address'] });
    expect(difference.origins).toEqual({ added: ['https://other.example'], removed: [] });
    expect(difference.settings).toEqual(['name']);
  });
});
