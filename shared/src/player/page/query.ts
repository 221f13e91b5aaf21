import type { Kit } from './kit.ts';

/** What selectors find. Sent as source: see {@link Kit}. */
export const querying: Pick<
  Kit,
  'everyElement' | 'query' | 'queryPart' | 'byPath' | 'byName' | 'byText'
> &
  ThisType<Kit> = {
  /** Every element under `scope`, those in open shadow roots too, in the order of the page. */
  everyElement(scope: ParentNode): readonly Element[] {
    const all: Element[] = [];
    for (const element of scope.querySelectorAll('*')) {
      all.push(element);
      if (element.shadowRoot) all.push(...this.everyElement(element.shadowRoot));
    }
    return all;
  },

  /** The elements that a selector of the recorder's names; none for a selector that is not understood. */
  query(selector: string): readonly Element[] {
    const pierce = (host: Element): readonly ParentNode[] => {
      const own = host.shadowRoot ?? host;
      const inner = this.everyElement(own).flatMap(({ shadowRoot }) => shadowRoot ?? []);
      return [own, ...inner];
    };
    try {
      const [first = '', ...rest] = selector.split(/\s*>>>>?\s*/);
      let found = this.queryPart(document, first);
      for (const part of rest) {
        found = [...new Set(found.flatMap(pierce).flatMap((scope) => this.queryPart(scope, part)))];
      }
      return found;
    } catch {
      // A selector that CSS or XPath refuses finds nothing; the next in rank is tried.
      return [];
    }
  },

  /** The elements under `scope` that one part of a selector names: CSS, or one of puppeteer's `::-p-…(…)`. */
  queryPart(scope: ParentNode, part: string): readonly Element[] {
    const own = /^::-mayfly-held\((\d+)\)$/.exec(part);
    if (own) return [this.element(Number(own[1]))];
    const special = /^::-p-(aria|text|xpath)\(([^]*)\)$/.exec(part);
    if (!special) return [...scope.querySelectorAll(part)];
    const [, kind, raw = ''] = special;
    const quoted = /^(["'])([^]*)\1$/.exec(raw.trim());
    const argument = quoted ? quoted[2]!.replaceAll(/\\(.)/g, '$1') : raw;
    if (kind === 'xpath') return this.byPath(scope, argument);
    return kind === 'text' ? this.byText(scope, argument) : this.byName(scope, argument);
  },

  /** By XPath. */
  byPath(scope: ParentNode, path: string): readonly Element[] {
    const kind = XPathResult.ORDERED_NODE_SNAPSHOT_TYPE;
    const list = document.evaluate(path, scope, null, kind);
    return Array.from({ length: list.snapshotLength }, (_, at) => list.snapshotItem(at)).filter(
      (node) => node instanceof Element,
    );
  },

  /** By role and name: `name`, `name[role="button"]`, `[name="name"][role="button"]`. */
  byName(scope: ParentNode, argument: string): readonly Element[] {
    const wanted: Record<string, string> = {};
    const attributes = /\[\s*(\w+)\s*=\s*(["'])(\\.|.*?(?=\2))\2\s*\]/g;
    const plain = argument.replaceAll(attributes, (_, name: string, _quote, value: string) => {
      wanted[name] = value.replaceAll(/\\(.)/g, '$1');
      return '';
    });
    const name = (wanted['name'] ?? plain).replaceAll(/\s+/g, ' ').trim();
    const role = wanted['role'] === 'img' ? 'image' : wanted['role'];
    return this.everyElement(scope).filter(
      (element) =>
        (role === undefined || this.roleOf(element) === role) &&
        (name === '' ? role !== undefined : this.nameOf(element) === name),
    );
  },

  /** The innermost elements that hold a text; where some hold nothing else, only these. Case does not matter. */
  byText(scope: ParentNode, argument: string): readonly Element[] {
    const flat = (text: string) => text.replaceAll(/\s+/g, ' ').trim().toLowerCase();
    const sought = flat(argument);
    const unread = /^(script|style|head|noscript|template|textarea|select)$/;
    const texts = new Map<Element, string>();
    const hits: Element[] = [];
    const readIn = (from: ParentNode): string => {
      let text = '';
      for (const node of from.childNodes) {
        if (node instanceof Text) text += node.data;
        if (!(node instanceof Element) || unread.test(node.localName)) continue;
        const before = hits.length;
        const isButton = node.matches('input:is([type=submit],[type=button],[type=reset])');
        const own = isButton ? (node as HTMLInputElement).value : readIn(node.shadowRoot ?? node);
        texts.set(node, flat(own));
        // Whoever holds it inside another that does is the innermost.
        if (hits.length === before && flat(own).includes(sought)) hits.push(node);
        text += own;
      }
      return text;
    };
    readIn(scope);
    const exact = hits.filter((element) => texts.get(element) === sought);
    return exact.length > 0 ? exact : hits;
  },
};
