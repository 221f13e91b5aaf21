import { describe, expect, it } from 'vitest';
import { click, read, target, useTheatre, valuesOf } from '../../../test/harness/theatre.ts';
import type { Unnumbered } from '../../../test/harness/theatre.ts';

const theatre = useTheatre();

describe('steps', () => {
  it('fill, choose, tick and press as a person does', async () => {
    theatre.pages.set(
      '/form',
      `<form onsubmit="event.preventDefault(); out.textContent = JSON.stringify([...new FormData(this)])">
        <label>Name <input name=name value=old></label>
        <label>Password <input name=pass type=password></label>
        <input name=day type=date aria-label=Day>
        <select name=state aria-label=State><option value=o>Open<option value=c>Closed</select>
        <label style="display:block"><input name=only type=checkbox style="opacity:0;width:0">Only mine</label>
        <button>Save</button></form><p id=out></p>`,
    );
    const { outcomes, codes } = await theatre.played([
      theatre.goTo('/form'),
      {
        type: 'fill',
        target: target('Name', '::-p-aria([name="Name"][role="textbox"])'),
        value: 'Ada ü',
      },
      {
        type: 'fill',
        target: target('Password', '::-p-aria([name="Password"])'),
        value: { secret: 'password' },
      },
      { type: 'fill', target: target('Day', '[name=day]'), value: '2026-11-24' },
      { type: 'select', target: target('State', '[name=state]'), options: ['Closed'] },
      { type: 'tick', target: target('Only mine', '[name=only]'), checked: true },
      { type: 'press', key: 'Enter', target: target('Name', '[name=name]') },
      read('form', '#out'),
    ]);
    expect(codes).toEqual(Array(8).fill('succeeded'));
    expect(JSON.parse(valuesOf(outcomes)[0]!)).toEqual([
      ['name', 'Ada ü'],
      ['pass', 'canary-7f3a'],
      ['day', '2026-11-24'],
      ['state', 'c'],
      ['only', 'on'],
    ]);
    const beforeRead = JSON.stringify(outcomes.slice(0, -1));
    expect(beforeRead).not.toContain('canary');
  });

  it('a page hears key presses, and a change when the field is left to read', async () => {
    theatre.pages.set(
      '/keys',
      `<input id=a onkeyup="k.textContent += event.key" onchange="c.textContent = this.value">
       <p id=k></p><p id=c></p>`,
    );
    const { outcomes } = await theatre.played([
      theatre.goTo('/keys'),
      { type: 'fill', target: target('a', '#a'), value: 'xyz' },
      read('c', '#c'),
      read('k', '#k'),
    ]);
    expect(valuesOf(outcomes)).toEqual(['xyz', 'z']);
  });

  it('a suggestion is clicked while its field is still held, as a person does', async () => {
    theatre.pages.set(
      '/suggest',
      `<input id=q oninput="setTimeout(() => s.hidden = false, 200)" onblur="s.hidden = true">
       <ul id=s hidden><li onmousedown="event.preventDefault()" onclick="out.textContent = 'chosen'">Oslo</ul>
       <p id=out></p>`,
    );
    const { outcomes } = await theatre.played([
      theatre.goTo('/suggest'),
      { type: 'fill', target: target('q', '#q'), value: 'Os' },
      click('li'),
      read('out', '#out'),
    ]);
    expect(valuesOf(outcomes)).toEqual(['chosen']);
  });

  it('what is only allowed once a field was left is waited for, and the field left', async () => {
    theatre.pages.set(
      '/left',
      `<input id=q onchange="b.disabled = false"><button id=b disabled onclick="out.textContent = 'sent'">Send</button>
       <p id=out></p>`,
    );
    const { outcomes } = await theatre.played([
      theatre.goTo('/left'),
      { type: 'fill', target: target('q', '#q'), value: 'x' },
      click('#b'),
      read('out', '#out'),
    ]);
    expect(valuesOf(outcomes)).toEqual(['sent']);
  });

  it('double, right and held clicks arrive as such', async () => {
    theatre.pages.set(
      '/clicks',
      `<button id=b ondblclick="out.textContent += 'double '" oncontextmenu="out.textContent += 'right '"
        onclick="if (event.shiftKey) out.textContent += 'shift'">B</button><p id=out></p>`,
    );
    const b = target('B', '#b');
    const { outcomes } = await theatre.played([
      theatre.goTo('/clicks'),
      { type: 'click', target: b, how: 'double' },
      { type: 'click', target: b, how: 'right' },
      { type: 'click', target: b, how: 'single', modifiers: ['Shift'] },
      read('out', '#out'),
    ]);
    expect(valuesOf(outcomes)).toEqual(['double right shift']);
  });

  it('a table is read by its repeated row', async () => {
    theatre.pages.set(
      '/table',
      `<table id=t><tbody><tr><td>1</td><td><a href="/a">A</a></td></tr>
        <tr hidden><td>x</td></tr><tr><td>2</td><td></td></tr></tbody></table>`,
    );
    const columns = [
      { name: 'No', selector: 'td:nth-child(1)' },
      { name: 'Link', selector: 'a', part: 'href' as const },
    ];
    const { outcomes } = await theatre.played([
      theatre.goTo('/table'),
      {
        type: 'get-table',
        target: target('T', '#t'),
        name: 't',
        row: ':scope tr',
        columns,
        limit: 10,
      },
    ]);
    expect(outcomes[1]?.tables?.[0]?.table).toEqual({
      columns: ['No', 'Link'],
      rows: [
        ['1', `${theatre.pages.origin}/a`],
        ['2', ''],
      ],
    });
  });

  it('checks say what was not as expected', async () => {
    theatre.pages.set('/titled', '<title>Invoices 7</title><h1 id=h>Two  open</h1>');
    const check = (what: 'title' | 'text' | 'address', value: string): Unnumbered => ({
      type: 'check',
      what,
      compare: 'contains',
      value,
    });
    const { codes } = await theatre.played(
      [
        theatre.goTo('/titled'),
        check('title', 'Invoices'),
        check('text', 'Two open'),
        { type: 'check', what: 'element', target: target('h', '#h'), compare: 'is', value: 'Two' },
      ],
      { limits: { findMs: 300 } },
    );
    expect(codes).toEqual(['succeeded', 'succeeded', 'succeeded', 'check-failed']);
  });

  it('tabs that a page opens are turned to, closed, and come back from', async () => {
    theatre.pages.set('/first', '<a id=a href="/second" target=_blank>Open</a><p id=p>first</p>');
    theatre.pages.set('/second', '<p id=p>second</p>');
    const { outcomes, codes } = await theatre.played([
      theatre.goTo('/first'),
      click('#a'),
      { type: 'switch-tab', tab: 1 },
      read('p', '#p'),
      { type: 'close-tab', tab: 1 },
      read('p', '#p'),
      { type: 'open-tab', url: `${theatre.pages.origin}/second` },
      read('p', '#p'),
      { type: 'switch-tab', tab: 0 },
      theatre.goTo('/second'),
      { type: 'back' },
      read('p', '#p'),
    ]);
    expect(codes).toEqual(Array(12).fill('succeeded'));
    expect(valuesOf(outcomes)).toEqual(['second', 'first', 'second', 'first']);
  });

  it('hover, scroll and waits', async () => {
    theatre.pages.set(
      '/long',
      `<div id=menu onmouseenter="item.hidden = false">Menu</div><p id=item hidden>Item</p>
       <div style="height:5000px"></div><script>addEventListener('scroll', () =>
       setTimeout(() => history.pushState(0, '', '/long/' + scrollY), 100))</script>`,
    );
    const { codes } = await theatre.played([
      theatre.goTo('/long'),
      { type: 'hover', target: target('Menu', '#menu') },
      { type: 'wait', until: 'element', target: target('Item', '::-p-text(Item)') },
      { type: 'scroll', x: 0, y: 900 },
      { type: 'wait', until: 'address', address: `${theatre.pages.origin}/long/900` },
      { type: 'wait', until: 'time', durationMs: 10 },
    ]);
    expect(codes).toEqual(Array(6).fill('succeeded'));
  });
});
