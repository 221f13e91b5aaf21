import { servePages } from '../harness/pages.ts';
import type { Pages } from '../harness/pages.ts';
import { htmlPage } from './site.ts';

/** A small site on which every kind of act does something; it keeps a diary of what was done, and shows it. */
export type WorkshopSite = Pick<Pages, 'origin' | 'asked'> & { stop: () => Promise<void> };

/** The diary is the origin's, so that all tabs and frames write into one; a fresh browser begins an empty one. */
const diary = `<p>Diary: <output id="diary"></output></p><script>
  const show = () => { diary.textContent = localStorage.diary ?? ''; };
  const note = (word) => { localStorage.diary = ((localStorage.diary ?? '') + ' ' + word).trim(); show(); };
  addEventListener('storage', show); addEventListener('pageshow', show); show();
</script>`;

const style = `<style>
  body { font: 14px sans-serif } nav li { position: relative; display: inline-block; padding: 8px }
  nav ul ul { display: none; position: absolute; top: 30px; left: 0; background: #eee; margin: 0; padding: 0 }
  nav li:hover > ul { display: block } #feed { height: 120px; overflow: auto; border: 1px solid }
  #feed li { height: 40px } #banner { position: fixed; inset: auto 0 0 0; background: #ffd; padding: 12px }
</style>`;

const banner = `<div id="banner" hidden>We use cookies. <button onclick="note('cookies'); localStorage.agreed = 1; banner.hidden = true">
  Agree</button></div><script>banner.hidden = 'agreed' in localStorage</script>`;

const bench = `
  <button onclick="note('single')">Plane</button>
  <button ondblclick="note('double')">Saw</button>
  <button oncontextmenu="event.preventDefault(); note('right')">Drill</button>
  <button onclick="note(event.shiftKey ? 'shift' : 'alone')">Glue</button>
  <nav><ul><li><a href="#" onclick="return false">Tools</a>
    <ul><li><button onclick="note('hover')">Hammer</button></li></ul></li></ul></nav>`;

const form = `<form action="/found"><label>Wood <input name="wood" onchange="note('wood:' + this.value)"></label></form>
  <label>Notes <textarea onchange="note('notes:' + this.value.length)"></textarea></label>
  <label>Size <select onchange="note(this.value)"><option value="s">Small<option value="l">Large</select></label>
  <label><input type="checkbox" onchange="note('sand:' + this.checked)"> Sand it</label>
  <label><input type="radio" name="by" onchange="note('by-hand')"> By hand</label>`;

/** A dialog that Escape closes, and a list that grows when it is scrolled. */
const late = `<button onclick="document.querySelector('dialog').showModal()">Measure</button>
  <dialog onclose="note('closed')"><p>12 cm</p></dialog>
  <ul id="feed" aria-label="Boards"></ul>
  <script>
    const grow = () => { for (let at = 0; at < 6; at++) {
      const board = feed.appendChild(document.createElement('li'));
      board.innerHTML = '<button>Board ' + feed.children.length + '</button>';
      const { length } = feed.children;
      board.firstChild.onclick = () => note('board-' + length);
    } };
    grow();
    feed.onscroll = () => { if (feed.scrollTop > 60 && feed.children.length < 12) setTimeout(grow, 100); };
  </script>`;

const pages = {
  '/': htmlPage(
    'Workshop',
    `${style}${diary}${bench}${form}${late}<iframe title="Drawer" src="/drawer" height="60"></iframe>
    <p><a href="/catalogue" target="_blank">Catalogue</a> <a href="/shelf">Shelf</a></p>${banner}`,
  ),
  '/drawer': `${diary}<button onclick="note('drawer')">Nails</button>`,
  '/found': htmlPage(
    'Found',
    `${diary}<p id="wait">Looking</p><script>
    setTimeout(() => { document.getElementById('wait').innerHTML = '<b id="oak">Oak</b>'; history.replaceState(0, '', '/found/oak'); }, 400)
    </script>`,
  ),
  '/catalogue': htmlPage(
    'Catalogue',
    `${diary}<dl><dt>Price</dt><dd id="price">12.50</dd></dl><button onclick="note('catalogue')">Order</button>`,
  ),
  '/shelf': htmlPage('Shelf', `${diary}<button onclick="note('shelf')">Dust</button>`),
};

/** Starts it on a free port. */
export const startWorkshop = async (): Promise<WorkshopSite> => {
  const served = await servePages(pages);
  return { origin: served.origin, asked: served.asked, stop: () => served[Symbol.asyncDispose]() };
};
