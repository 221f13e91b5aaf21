import { describe, expect, it } from 'vitest';
import { useFindStage } from '../../../test/harness/find-stage.ts';
import type { Wanted } from '../../../test/harness/find-stage.ts';

const stage = useFindStage();

describe('waiting', () => {
  it('what comes late is found as soon as it is there', async () => {
    const html = `<script>setTimeout(() => document.body.innerHTML += '<p id=late>Late</p>', 400)</script>`;
    const { by } = await stage.found(html, { selectors: ['#late'] });
    expect(by?.waitedMs).toBeLessThan(900);
  });

  it('what moves is clicked where it comes to rest', async () => {
    const html = `<style>@keyframes go { from { margin-left: 600px } }</style>
      <button id=b style="animation: go 600ms linear">B</button>`;
    expect(await stage.found(html, { selectors: ['#b'] }, { click: true })).toMatchObject({
      clicked: 'b',
    });
  });

  it('what is not enabled yet is waited for', async () => {
    const html = `<button id=b disabled>B</button><script>setTimeout(() => b.disabled = false, 400)</script>`;
    expect(await stage.found(html, { selectors: ['#b'] }, { click: true })).toMatchObject({
      clicked: 'b',
    });
  });

  it('a cover that goes away is waited for', async () => {
    const html = `<button id=b>B</button><div id=o style="position:fixed;inset:0"></div>
      <script>setTimeout(() => o.remove(), 400)</script>`;
    expect(await stage.found(html, { selectors: ['#b'] }, { click: true })).toMatchObject({
      clicked: 'b',
    });
  });

  it('a higher selector that comes late wins over a lower one that is there', async () => {
    const html = `<p id=low>Low</p><script>setTimeout(() => document.body.innerHTML += '<p id=high>High</p>', 60)</script>`;
    expect(await stage.found(html, { selectors: ['#high', '#low'] })).toMatchObject({
      text: 'High',
    });
  });
});

describe('refusals', () => {
  it.each<[string, string, Wanted, string]>([
    ['nothing there', '<p>x</p>', { selectors: ['#a', '::-p-text(A)'] }, 'target-not-found'],
    ['two alike', '<p class=a>1</p><p class=a>2</p>', { selectors: ['.a'] }, 'target-ambiguous'],
    [
      'not shown',
      '<p id=a style="visibility:hidden">A</p>',
      { selectors: ['#a'] },
      'target-not-found',
    ],
    ['disabled', '<button id=a disabled>A</button>', { selectors: ['#a'] }, 'timed-out'],
    [
      'covered',
      '<button id=a>A</button><div style="position:fixed;inset:0"></div>',
      { selectors: ['#a'] },
      'timed-out',
    ],
    [
      'another thing at the same place',
      '<ul><li>Delete everything</li></ul>',
      {
        selectors: ['::-p-text(Show invoices)', 'ul > li:nth-child(1)'],
        fingerprint: {
          path: '',
          tag: 'li',
          text: 'Show invoices',
          box: { x: 0, y: 0, width: 1, height: 1 },
        },
      },
      'target-not-found',
    ],
  ])('%s', async (_name, html, target, code) => {
    expect(await stage.found(html, target, { findMs: 400 })).toMatchObject({ code });
  });

  it('of two alike the one that shows is no doubt', async () => {
    const html = '<p class=a hidden>1</p><p class=a>2</p>';
    expect(await stage.found(html, { selectors: ['.a'] })).toMatchObject({ text: '2' });
  });

  it('to read, a place may hold another text, and be covered', async () => {
    const html = '<ul><li>7</li></ul><div style="position:fixed;inset:0"></div>';
    const fingerprint = {
      path: '',
      tag: 'li',
      text: 'six',
      box: { x: 0, y: 0, width: 1, height: 1 },
    };
    const target = { selectors: ['#x', 'ul > li:nth-child(1)'], fingerprint };
    expect(await stage.found(html, target, { purpose: 'read' })).toMatchObject({ text: '7' });
  });
});
