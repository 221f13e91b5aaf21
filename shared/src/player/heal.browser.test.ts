import { describe, expect, it } from 'vitest';
import { useFindStage } from '../../../test/harness/find-stage.ts';
import type { Fingerprint } from '../base/fingerprint.ts';

const stage = useFindStage();

const page = (buttons: string) => `<header><a href="/">Home</a> <a href="/help">Help</a></header>
  <main id=content><h1>Invoices</h1><form id=filter><label>From <input name=from></label>${buttons}</form></main>`;

const box = { x: 8, y: 90, width: 70, height: 22 };
const fingerprint: Fingerprint = {
  path: '/html/body/main/form/button[1]',
  idPath: '//*[@id="filter"]/button[1]',
  tag: 'button',
  role: 'button',
  accessibleName: 'Show invoices',
  text: 'Show invoices',
  visibleText: 'Show invoices',
  id: 'show-btn',
  className: 'btn primary',
  box,
  neighbours: { right: 'Reset' },
  sketch: [
    {
      path: '/html/body/main/form/button[2]',
      text: 'Reset',
      className: 'btn',
      box: { ...box, x: 120 },
    },
  ],
};
const target = { name: 'Show invoices', role: 'button', selectors: ['#show-btn'], fingerprint };

describe('when no selector answers', () => {
  it('what is like the thing recorded beyond doubt is found, and said so', async () => {
    const html = page(
      '<button type=button id=b1 class="btn primary">Show all invoices</button><button type=button class=btn>Reset</button>',
    );
    const { by, clicked } = await stage.found(html, target, { click: true, findMs: 400 });
    expect(clicked).toBe('b1');
    expect(by).toMatchObject({
      rank: 1,
      of: 1,
      healed: { path: expect.stringContaining('button[1]') as string },
    });
    expect(by?.healed?.likeness).toBeGreaterThan(0.5);
  });

  it.each([
    [
      'two are equally like it',
      '<button class="btn primary">Show</button><button class="btn primary">Show</button>',
    ],
    ['only others of the old page are left', '<button class=btn>Reset</button>'],
    [
      'something else stands in its place',
      '<button class="btn danger" id=del>Delete account</button>',
    ],
  ])('a refusal where %s', async (_name, buttons) => {
    const answer = await stage.found(page(buttons), target, { click: true, findMs: 400 });
    expect(answer.code).toBe('target-not-found');
  });
});
