/** Where an element can be clicked, in CSS pixels of its frame's window; or what lies over it. */
export type Spot = { readonly x: number; readonly y: number } | { readonly coveredBy: string };

/** What one selector answered: how many there were, and how many of them show. */
export type Tried = { readonly selector: string; readonly found: number; readonly shown: number };

/** What is looked for. */
export type LookRequest = {
  readonly selectors: readonly string[];
  readonly forAct: boolean;
  /** What it was called and what it was, when it was recorded. */
  readonly name?: string;
  readonly role?: string;
  /** Longest time to look, in ms. */
  readonly waitMs: number;
  /** How long it was looked for before, in ms. */
  readonly waitedMs: number;
  /** Leave the field that was filled last, as a person would: before reading at once, else when nothing can be done. */
  readonly leaveField: boolean;
};

/** Why a look found nothing to act on. */
export type Trouble =
  | 'missing'
  | 'hidden'
  | 'ambiguous'
  | 'unlike'
  | 'disabled'
  | 'moving'
  | 'covered';

/** What a look found. `id` names the element in later calls; x and y are where to click. */
export type LookAnswer = {
  readonly tried: readonly Tried[];
  /** Whether the page shows a field for a password. */
  readonly asksPassword: boolean;
} & (
  | {
      readonly status: 'found';
      readonly id: number;
      readonly rank: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly status: Trouble; readonly coveredBy?: string }
);

/** One element that the selectors agree on; or why there is none. */
export type Survey = { readonly tried: readonly Tried[] } & (
  | { readonly element: Element; readonly rank: number }
  | { readonly trouble: Trouble }
);

/** How a field takes its value: by typing, by being set, or not at all. */
export type FieldKind = 'typed' | 'set' | 'none';

/** What is told of one element of the page, besides its id: the fields of a fingerprint. */
export type Candidate = {
  readonly held: number;
  readonly path: string;
  readonly idPath?: string;
  readonly tag: string;
  readonly role?: string;
  readonly accessibleName?: string;
  readonly text?: string;
  readonly id?: string;
  readonly name?: string;
  readonly href?: string;
  readonly className?: string;
  readonly type?: string;
  readonly value?: string;
  readonly alt?: string;
  readonly title?: string;
  readonly placeholder?: string;
  readonly box: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
};

/** What a table is made of; `part` as in the step. */
export type TableRequest = {
  readonly row: string;
  readonly columns: readonly {
    readonly name: string;
    readonly selector?: string | undefined;
    readonly part?: string | undefined;
  }[];
  readonly limit: number;
};

/**
 * What the player does inside a page, in a world of its own that the page's scripts cannot see. Each function is sent as its
 * source: it uses nothing but its arguments, `this` and the page.
 */
export interface Kit {
  /** Elements found, by their id. */
  readonly held: Map<number, Element>;
  /** When the page last changed, by `performance.now()`. */
  changedAt: number;

  roleOf(element: Element): string | undefined;
  nameOf(element: Element): string;
  textOf(node: Node): string;
  everyElement(scope: ParentNode): readonly Element[];
  query(selector: string): readonly Element[];
  byPath(scope: ParentNode, path: string): readonly Element[];
  byName(scope: ParentNode, argument: string): readonly Element[];
  byText(scope: ParentNode, argument: string): readonly Element[];
  queryPart(scope: ParentNode, part: string): readonly Element[];
  isShown(element: Element): boolean;
  standIn(element: Element): Element;
  boxOf(element: Element): DOMRect;
  spotOf(element: Element): Spot;
  isUnlike(element: Element, request: LookRequest, rank: number): boolean;
  survey(request: LookRequest): Survey;
  isCalm(): boolean;
  nextFrame(): Promise<void>;
  look(request: LookRequest): Promise<LookAnswer>;

  pathOf(element: Element): readonly string[];
  candidateOf(element: Element): Candidate;
  candidates(limit: number): readonly Candidate[];

  hold(element: Element): number;
  element(id: number): HTMLElement;
  beginFill(id: number): FieldKind;
  setValue(id: number, value: string): void;
  choose(id: number, options: readonly string[]): readonly string[] | 'not-a-list';
  isChecked(id: number): boolean;
  focus(id: number): void;
  scrollTo(id: number, x: number, y: number): void;
  read(id: number, part: string): string;
  partOf(element: Element, part: string): string;
  readTable(id: number, request: TableRequest): readonly (readonly string[])[];
}
