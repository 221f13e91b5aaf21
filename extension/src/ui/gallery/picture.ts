import type { HitBox, Picture } from '../Shot.tsx';

const [width, height] = [1280, 800];

/** An invented page as the masked picture of a run: bars for words, hatching for what is hidden. */
export function picture(kind: 'home' | 'list' | 'login', hit?: HitBox): Picture {
  const drawn = { home: cards, list: rows, login: form }[kind];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><defs><pattern id="h" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="14" height="14" fill="#d5d8de"/><rect width="5" height="14" fill="#b3b8c2"/></pattern></defs><rect width="1280" height="800" fill="#fff"/>${drawn()}</svg>`;
  const url = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  return { url, width, height, hiddenPlaces: kind === 'login' ? 2 : 7, hit };
}

function bar(x: number, y: number, wide: number, high: number, fill: string, round = 8): string {
  return `<rect x="${x}" y="${y}" width="${wide}" height="${high}" rx="${round}" fill="${fill}"/>`;
}

function header(): string {
  return `${bar(0, 0, 1280, 88, '#143a4a', 0)}${bar(40, 28, 184, 32, '#fff')}${bar(300, 32, 110, 24, '#7fa5b5')}${bar(440, 32, 110, 24, '#7fa5b5')}`;
}

function rows(): string {
  const lines = Array.from({ length: 8 }, (_, place) => {
    const y = 280 + place * 62;
    const state = place % 3 === 1 ? '#f6e0b3' : '#cbe9d6';
    return `${bar(64, y, 160, 24, '#59606e')}${bar(296, y, place % 2 ? 350 : 280, 24, '#9aa1ae')}${bar(720, y - 4, 218, 32, 'url(#h)')}${bar(1048, y - 6, 150, 36, state, 18)}`;
  });
  return `${header()}${bar(56, 136, 266, 40, '#262b36')}${bar(372, 124, 208, 64, '#dcebfb', 20)}${bar(420, 148, 120, 18, '#2a62b8')}${lines.join('')}`;
}

function cards(): string {
  const boxes = [56, 460, 864].map(
    (x) =>
      `${bar(x, 240, 360, 220, '#f1f3f6', 16)}${bar(x + 32, 280, 180, 24, '#9aa1ae')}${bar(x + 32, 340, 240, 60, 'url(#h)')}`,
  );
  return `${header()}${bar(56, 136, 330, 44, '#262b36')}${boxes.join('')}`;
}

function form(): string {
  return `${bar(0, 0, 1280, 800, '#eef3f3', 0)}${bar(400, 120, 480, 560, '#fff', 24)}${bar(472, 184, 240, 36, '#143a4a')}${bar(472, 268, 120, 20, '#9aa1ae')}${bar(472, 304, 336, 56, 'url(#h)')}${bar(472, 392, 160, 20, '#9aa1ae')}${bar(472, 428, 336, 56, 'url(#h)')}${bar(472, 532, 336, 64, '#1e7f74')}`;
}
