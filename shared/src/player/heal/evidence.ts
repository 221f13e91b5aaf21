import type { Fingerprint, Sketched } from '../../base/fingerprint.ts';
import { normal, stopWords, tokens, wordsOf } from './words.ts';

/** What is known of one element, recorded or live. */
export type ElementFacts = Sketched &
  Partial<Omit<Fingerprint, keyof Sketched | 'sketch' | 'page' | 'siblings' | 'sameText'>>;

/** What an element is for, coarsely. */
export type Family = 'click' | 'check' | 'field' | 'head' | 'box' | 'inline' | 'image' | 'other';

/** An address in its parts. */
export type Link = { readonly host: string; readonly path: string; readonly query: string };

/** An element made ready for comparing (METHOD §1). */
export type Evidence = {
  readonly tag: string;
  readonly family: Family;
  readonly text: string;
  readonly textWords: ReadonlySet<string>;
  readonly bag: ReadonlySet<string>;
  readonly core: ReadonlySet<string>;
  readonly id: string;
  readonly idWords: ReadonlySet<string>;
  readonly name: string;
  readonly type: string;
  readonly classes: ReadonlySet<string>;
  readonly link: Link | undefined;
  readonly linkWords: ReadonlySet<string>;
  readonly steps: readonly string[];
  readonly tags: readonly string[];
  readonly anchor: string;
  readonly anchorWords: ReadonlySet<string>;
  /** The path from the anchor on. */
  readonly rest: string;
  readonly landmarks: ReadonlySet<string>;
  readonly near: ReadonlySet<string>;
  readonly sides: readonly string[];
  readonly box: Sketched['box'];
};

/** Makes an element ready for comparing. */
export function evidenceOf(facts: ElementFacts): Evidence {
  const steps = facts.path.split('/').filter(Boolean);
  const tags = steps.map((step) => step.replace(/\[.*/, ''));
  const tag = facts.tag ?? tags.at(-1) ?? '';
  const text = textOf(facts, tag);
  const textWords = new Set(wordsOf(text));
  const [anchor, rest] = anchorOf(facts.idPath);
  const anchorWords = new Set(tokens(anchor));
  const link = linkOf(facts.href);
  const linkWords = new Set(tokens(link?.path));
  const idWords = new Set(tokens(facts.id));
  const classes = new Set((facts.className ?? '').split(/\s+/).filter(Boolean));
  const said = [facts.title, facts.alt, facts.placeholder, facts.value].flatMap((each) =>
    wordsOf(normal(each)),
  );
  const sides = sidesOf(facts);
  return {
    tag,
    family: familyOf(facts, tag),
    text,
    textWords,
    id: facts.id ?? '',
    idWords,
    name: (facts.name ?? '').toLowerCase(),
    type: facts.type ?? '',
    classes,
    link,
    linkWords,
    steps,
    tags,
    anchor,
    anchorWords,
    rest,
    landmarks: landmarksOf(tags, anchorWords),
    sides,
    box: facts.box,
    core: new Set([...textWords, ...said].filter((word) => !stopWords.has(word))),
    bag: new Set(
      [
        ...idWords,
        ...tokens(facts.name),
        ...[...classes].flatMap(tokens),
        ...linkWords,
        ...[...textWords, ...said].filter((word) => !/^\d+$/.test(word)),
      ].filter((word) => !stopWords.has(word) && word !== 'on'),
    ),
    near: new Set(
      sides.flatMap(wordsOf).filter((word) => !textWords.has(word) && !stopWords.has(word)),
    ),
  };
}

/** What a person would read on it: its accessible name, else its text, else what it says elsewhere. */
function textOf(facts: ElementFacts, tag: string): string {
  const isButton = tag === 'input' && /^(submit|button|reset)?$/.test(facts.type ?? '');
  const all = [
    facts.accessibleName,
    facts.text,
    facts.visibleText,
    isButton && facts.value !== 'on' ? facts.value : undefined,
    facts.alt,
    facts.title,
    facts.placeholder,
  ];
  return all.map(normal).find((text) => text !== '') ?? '';
}

const families: readonly (readonly [Family, RegExp])[] = [
  ['click', /^(button|link|menuitem|tab|a)$/],
  ['check', /^(checkbox|radio|switch)$/],
  ['field', /^(textbox|searchbox|combobox|listbox|spinbutton|slider|input|textarea|select)$/],
  ['head', /^(heading|h[1-6])$/],
  ['image', /^(image|img|svg)$/],
  ['box', /^(li|td|th|div|ul|tr)$/],
  ['inline', /^(span|p|label|b|i|em|strong)$/],
];

/** By role where it has one, else by tag. */
function familyOf({ role, type = '' }: ElementFacts, tag: string): Family {
  const isInput = tag === 'input';
  if (isInput && /^(submit|button|image|reset)$/.test(type)) return 'click';
  if (isInput && /^(checkbox|radio)$/.test(type)) return 'check';
  const of = (word: string) => families.find(([, words]) => words.test(word))?.[0];
  return (role && of(role)) || of(tag) || 'other';
}

/** The id that the path by ids starts from, and the path after it. */
function anchorOf(idPath = ''): readonly [anchor: string, rest: string] {
  const found = /^\/\/\*\[@id="(.*?)"\]\/?(.*)$/.exec(idPath);
  return [found?.[1] ?? '', found?.[2] ?? ''];
}

function linkOf(href: string | undefined): Link | undefined {
  if (!href) return undefined;
  const plain =
    href
      .toLowerCase()
      .replace(/^[a-z]+:\/\//, '')
      .split('#', 1)[0] ?? '';
  const [place = '', query = ''] = plain.split('?');
  const [host = '', ...path] = place.replace(/\/+$/, '').split('/');
  return { host: host.replace(/^www\./, ''), path: path.join('/'), query };
}

const landmarkTags = new Set('header footer nav main aside form dialog table'.split(' '));
const landmarkWords: Readonly<Record<string, string>> = {
  header: 'header',
  masthead: 'header',
  footer: 'footer',
  foot: 'footer',
  nav: 'nav',
  navigation: 'nav',
  navbar: 'nav',
  sidebar: 'aside',
  aside: 'aside',
  modal: 'dialog',
  dialog: 'dialog',
  main: 'main',
  form: 'form',
};

function landmarksOf(tags: readonly string[], anchorWords: ReadonlySet<string>): Set<string> {
  const named = [...anchorWords].flatMap((word) => landmarkWords[word] ?? []);
  return new Set([...tags.filter((tag) => landmarkTags.has(tag)), ...named]);
}

function sidesOf({ neighbours = {} }: ElementFacts): readonly string[] {
  const { left, right, above, below } = neighbours;
  return [left, right, above, below].map(normal);
}
