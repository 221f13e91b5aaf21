import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { click, read, target, useTheatre, valuesOf } from '../../../test/harness/theatre.ts';

const theatre = useTheatre();

describe('after an act', () => {
  it('the next step sees the page that a link leads to, though the old one has the same button', async () => {
    const slow = (body: string) => (_request: unknown, response: ServerResponse) => {
      setTimeout(() => response.setHeader('content-type', 'text/html').end(body), 300);
    };
    theatre.pages.set('/p1', '<a id=next href="/p2">Next</a>');
    theatre.pages.set('/p2', slow('<a id=next href="/p3">Next</a>'));
    theatre.pages.set('/p3', slow('<a id=next href="/p4">Next</a><p id=p>three</p>'));
    const { outcomes } = await theatre.played([
      theatre.goTo('/p1'),
      click('#next'),
      click('#next'),
      read('p', '#p'),
    ]);
    expect(valuesOf(outcomes)).toEqual(['three']);
  });

  it('what a click fetches is there before the next step reads', async () => {
    theatre.pages.set('/data', (_request, response) => {
      setTimeout(() => response.end('fresh'), 300);
    });
    theatre.pages.set(
      '/spa',
      `<button id=b onclick="fetch('/data').then((r) => r.text()).then((t) => p.textContent = t)">B</button>
       <p id=p>stale</p>`,
    );
    const { outcomes } = await theatre.played([theatre.goTo('/spa'), click('#b'), read('p', '#p')]);
    expect(valuesOf(outcomes)).toEqual(['fresh']);
  });

  it('a request that never ends is waited for once', async () => {
    theatre.pages.set('/endless', () => undefined);
    theatre.pages.set('/poll', `<button id=b onclick="fetch('/endless')">B</button>`);
    const { outcomes } = await theatre.played([theatre.goTo('/poll'), click('#b'), click('#b')], {
      limits: { findMs: 1000, settleMs: 400 },
    });
    const [, first, second] = outcomes.map(({ durationMs }) => durationMs);
    expect(first).toBeGreaterThanOrEqual(400);
    expect(second).toBeLessThan(300);
  });
});

describe('a page that draws itself anew', () => {
  it('is asked again, and the step is done once', async () => {
    theatre.pages.set(
      '/redraw',
      `<div id=app></div><p id=out></p><script>
        const draw = () => { app.innerHTML = '<input id=f oninput="out.textContent += this.value">' };
        draw(); const timer = setInterval(draw, 7); setTimeout(() => clearInterval(timer), 600);</script>`,
    );
    const { codes } = await theatre.played([
      theatre.goTo('/redraw'),
      { type: 'fill', target: target('f', '#f'), value: 'x' },
      { type: 'get-data', target: target('f', '#f'), name: 'f', part: 'value' },
    ]);
    expect(codes).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });
});
