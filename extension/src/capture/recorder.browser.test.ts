import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCapturePage } from '../../../test/harness/recording/capture-page.ts';
import type { CapturePage } from '../../../test/harness/recording/capture-page.ts';

describe('the recorder of a page', () => {
  let opened: CapturePage;
  beforeAll(async () => {
    opened = await openCapturePage();
  });
  afterAll(() => opened.close());

  /** What was recorded: kind, name, and what is special about it. */
  const said = async (): Promise<string[]> =>
    (await opened.events()).map((event) => {
      const name = 'target' in event ? event.target?.name : undefined;
      const rest = {
        ...('value' in event && { value: event.value }),
        ...('key' in event && { key: event.key }),
        ...('checked' in event && { checked: event.checked }),
        ...('options' in event && { options: event.options }),
        ...('count' in event && event.count > 1 && { count: event.count }),
        ...('button' in event && event.button !== 'left' && { button: event.button }),
      };
      const details = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : '';
      return `${event.kind}${name ? ` ${name}` : ''}${details}`;
    });

  describe('clicks', () => {
    test('a click on the picture in a button is a click on the button', async () => {
      await opened.show(
        '<button aria-label="Close"><svg width="20" height="20"><circle cx="10" cy="10" r="9"/></svg></button>',
      );
      await opened.page.click('svg');
      expect(await said()).toEqual(['click Close']);
    });
    test('a click on a cell is a click on the only control inside it', async () => {
      await opened.show(
        '<table><tr><td style="padding:40px"><a href="#x">Invoice 7</a></td></tr></table>',
      );
      await opened.page.mouse.click(20, 20);
      expect(await said()).toEqual(['click Invoice 7']);
    });
    test('a click counts as it was before the page removed the thing', async () => {
      await opened.show('<button onpointerdown="this.remove()">Gone</button><p>Stays</p>');
      await opened.page.click('button');
      expect(await said()).toEqual(['click Gone']);
    });
    test('double clicks, the right button and held keys are told', async () => {
      await opened.show('<button>Row</button>');
      await opened.page.click('button', { count: 2 });
      await opened.page.click('button', { button: 'right' });
      expect(await said()).toEqual([
        'click Row',
        'click Row {"count":2}',
        'click Row {"button":"right"}',
      ]);
    });
    test('what the page clicks by itself is not recorded', async () => {
      await opened.show(
        '<button onclick="document.querySelector(`a`).click()">One</button><a href="#two">Two</a>',
      );
      await opened.page.click('button');
      expect(await said()).toEqual(['click One']);
      expect(await opened.leftOut()).toContain('untrusted');
    });
  });

  describe('fields', () => {
    test('typing is told as what the field then holds', async () => {
      await opened.show('<label>Search <input></label>');
      await opened.page.type('input', 'ab');
      expect(await said()).toEqual(['input Search {"value":"a"}', 'input Search {"value":"ab"}']);
    });
    test('a click on a label ticks its box, once', async () => {
      await opened.show('<label>Only open <input type="checkbox"></label>');
      await opened.page.click('label');
      expect(await said()).toEqual(['check Only open {"checked":true}']);
      expect(await opened.leftOut()).toContain('forwarded-by-label');
    });
    test('a box that cannot be seen is ticked by a click on what is drawn instead', async () => {
      await opened.show(
        '<input id="b" type="checkbox" style="opacity:0;position:absolute"><label for="b">Drawn</label>',
      );
      await opened.page.click('label');
      expect(await said()).toEqual(['click Drawn']);
      expect(await opened.leftOut()).toContain('recorded-as-click');
    });
    test('a choice is told by the words that a person reads', async () => {
      await opened.show(
        '<label>State <select><option value="1">Open<option value="2">Closed</select></label>',
      );
      await opened.page.focus('select');
      await opened.page.keyboard.press('ArrowDown');
      expect(await said()).toEqual(['select State {"options":["Closed"]}']);
    });
    test('Enter in a field is told, and the press of the button that it causes is not', async () => {
      await opened.show(
        '<form onsubmit="return false"><label>Search <input></label><button>Go</button></form>',
      );
      await opened.page.focus('input');
      await opened.page.keyboard.press('Enter');
      expect(await said()).toEqual(['key Search {"key":"Enter"}']);
      expect(await opened.leftOut()).toContain('caused-by-enter');
    });
    test('Enter on a button is a click', async () => {
      await opened.show('<button>Save</button>');
      await opened.page.focus('button');
      await opened.page.keyboard.press('Enter');
      expect(await said()).toEqual(['click Save']);
    });
    test('a letter outside of a field is never kept', async () => {
      await opened.show('<p>Text</p>');
      await opened.page.keyboard.press('j');
      expect(await said()).toEqual([]);
      expect(await opened.leftOut()).toContain('letter-alone');
    });
    test('a shortcut is told only where the page answers it', async () => {
      await opened.show('<p>Text</p>');
      await opened.page.evaluate(() => {
        addEventListener('keydown', (event) => event.key === 'k' && event.preventDefault());
      });
      await opened.page.keyboard.down('Control');
      await opened.page.keyboard.press('k');
      await opened.page.keyboard.press('m');
      await opened.page.keyboard.up('Control');
      await opened.page.waitForFunction(() => globalThis.heard.leftOut.includes('browsers-own'));
      expect(await said()).toEqual(['key {"key":"k"}']);
    });
    test('a file is noted, and stays', async () => {
      await opened.show('<input type="file" aria-label="Receipt">');
      const [chooser] = await Promise.all([
        opened.page.waitForFileChooser(),
        opened.page.click('input'),
      ]);
      await chooser.accept(['/etc/hostname']);
      expect(await said()).toEqual([]);
      expect(await opened.told()).toContainEqual({ kind: 'unseen', what: 'file' });
      expect(JSON.stringify(await opened.told())).not.toContain('hostname');
    });
  });

  describe('what a person does on the way', () => {
    test('pointing at a menu is told when something in it is clicked', async () => {
      await opened.show(`<style>li > ul { display: none; position: absolute } li:hover > ul { display: block }</style>
        <nav><ul><li><a href="#r">Reports</a><ul><li><a href="#y">Yearly</a></li></ul></li></ul></nav>`);
      await opened.page.hover('nav > ul > li > a');
      await opened.page.click('a[href="#y"]');
      expect(await said()).toEqual(['hover Reports', 'click Yearly']);
    });
    test('a menu that was opened by a click needs no pointing', async () => {
      await opened.show(`<nav><div class="menu"><button onclick="this.nextElementSibling.hidden = false">Reports</button>
        <div hidden style="position:absolute"><a href="#y">Yearly</a></div></div></nav>`);
      await opened.page.click('button');
      await opened.page.click('a');
      expect(await said()).toEqual(['click Reports', 'click Yearly']);
    });
    test('scrolling is told when it makes the page load more', async () => {
      await opened.show('<div style="height:3000px">Long</div>');
      await opened.page.evaluate(() => {
        addEventListener(
          'scroll',
          () =>
            document.body.append(...Array.from({ length: 50 }, () => document.createElement('hr'))),
          { once: true },
        );
      });
      await opened.page.mouse.wheel({ deltaY: 1000 });
      await opened.page.waitForFunction(() =>
        globalThis.heard.told.some((each) => JSON.stringify(each).includes('"scroll"')),
      );
      expect(await said()).toEqual(['scroll']);
    });
    test('what grows by a click after scrolling is the click’s doing', async () => {
      await opened.show(`<div style="height:1000px">Long</div>
        <button onclick="document.body.append(document.createElement('hr'))">More</button>`);
      await opened.page.mouse.wheel({ deltaY: 1000 });
      await opened.page.waitForFunction(() => scrollY > 100);
      await opened.page.click('button');
      await opened.page.waitForFunction(() => globalThis.heard.leftOut.includes('no-new-content'));
      expect(await said()).toEqual(['click More']);
    });
    test('scrolling that loads nothing is not', async () => {
      await opened.show('<div style="height:3000px">Long</div>');
      await opened.page.mouse.wheel({ deltaY: 1000 });
      await opened.page.waitForFunction(() => globalThis.heard.leftOut.includes('no-new-content'));
      expect(await said()).toEqual([]);
    });
  });
});
