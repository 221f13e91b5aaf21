import { describe, expect, it } from 'vitest';
import { useFindStage } from '../../../test/harness/find-stage.ts';

const stage = useFindStage();

describe('selectors', () => {
  const html = `<main><label>Amount <input id=a></label><button id=b><img alt="Trash" width=9 height=9> Delete</button>
    <a href="/x" id=c>Open  the <b>list</b></a><p id=d>Deep</p><div data-testid=e>E</div></main>`;

  it.each([
    ['[data-testid="e"]', 'E'],
    ['::-p-aria([name="Trash Delete"][role="button"])', 'Delete'],
    ['::-p-aria(Open the list[role="link"])', 'Open the list'],
    ['::-p-aria([name="Amount"])', ''],
    ['::-p-text("Open the list")', 'Open the list'],
    ['::-p-text(deep)', 'Deep'],
    ['main > p', 'Deep'],
    ['::-p-xpath(/html/body/main/p)', 'Deep'],
  ])('%s is found', async (selector, text) => {
    expect(await stage.found(html, { selectors: [selector] })).toMatchObject({ text });
  });

  it('are tried in rank order, and the one that won is told', async () => {
    const { by } = await stage.found(html, { selectors: ['#gone', ':bad(', '#d', '#b'] });
    expect(by).toMatchObject({ selector: '#d', rank: 2, of: 4 });
  });

  it('a lower one decides between several that a higher one names, and never beyond them', async () => {
    const two = '<p id=a class=x>A</p><p id=b class=x>B</p><p id=c>C</p>';
    expect(await stage.found(two, { selectors: ['.x', '#b'] })).toMatchObject({ text: 'B' });
    const beyond = await stage.found(two, { selectors: ['.x', '#c'] }, { findMs: 300 });
    expect(beyond.code).toBe('target-ambiguous');
  });
});

describe('where things are', () => {
  it('open shadow roots are pierced', async () => {
    const html = `<x-card id=card></x-card><script>
      const root = card.attachShadow({ mode: 'open' });
      root.innerHTML = '<x-row></x-row>';
      root.firstChild.attachShadow({ mode: 'open' }).innerHTML = '<button id=deep>Deep</button>';</script>`;
    for (const selector of [
      '#card >>> #deep',
      '::-p-text(Deep)',
      '::-p-aria([name="Deep"][role="button"])',
    ]) {
      const { clicked } = await stage.found(html, { selectors: [selector] }, { click: true });
      expect(clicked).toBe('deep');
    }
  });

  it('frames are entered, those of other sites too', async () => {
    const inner = `<button id=in onclick="this.textContent = 'Heard'">In</button>`;
    stage.pages.set('/inner', inner);
    stage.elsewhere.set('/inner', inner);
    const other = `${stage.elsewhere.origin.replace('127.0.0.1', 'other.example')}/inner`;
    for (const url of [`${stage.pages.origin}/inner`, other]) {
      const html = `<div style="height:1500px"></div><iframe src="${url}?x=1" style="border:7px solid; padding: 5px"></iframe>`;
      const frame = [{ url }];
      const answer = await stage.found(html, { selectors: ['#in'], frame }, { click: true });
      expect([url, answer.text]).toEqual([url, 'Heard']);
    }
  });

  it('two frames of one address are told apart by their selectors', async () => {
    stage.pages.set(
      '/inner',
      '<button id=in onclick="parent.document.title = frameElement.id">In</button>',
    );
    const html = '<iframe id=f1 src="/inner"></iframe><iframe id=f2 src="/inner"></iframe>';
    const url = `${stage.pages.origin}/inner`;
    const target = { selectors: ['#in'], frame: [{ url, selectors: ['#f2'] }] };
    expect(await stage.found(html, target, { click: true })).toMatchObject({ clicked: 'f2' });
  });

  it('what lies outside the window is scrolled to', async () => {
    const html = '<div style="height:4000px"></div><button id=low>Low</button>';
    expect(await stage.found(html, { selectors: ['#low'] }, { click: true })).toMatchObject({
      clicked: 'low',
    });
  });

  it('a link broken over two lines is hit', async () => {
    const html =
      '<div style="width:120px">aaaaaaaaaaaaa <a id=l href="#">bbb cccccccccccc</a></div>';
    expect(await stage.found(html, { selectors: ['#l'] }, { click: true })).toMatchObject({
      clicked: 'l',
    });
  });
});

it('the page cannot see or change what the player does in it', async () => {
  const html = `<p id=a>A</p><script>
    Document.prototype.querySelectorAll = () => [];
    Element.prototype.getBoundingClientRect = () => { throw new Error('seen') };</script>`;
  expect(await stage.found(html, { selectors: ['#a'] })).toMatchObject({ text: 'A' });
});
