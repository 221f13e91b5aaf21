/** What a run may change at one origin. A path covers itself and all below it. */
export type WriteRule = {
  origin: string;
  methods: readonly string[];
  path: string;
  /** At most so many in one run. */
  max: number;
  /** True for a POST that only reads, such as a search: neither counted nor marked. */
  reading: boolean;
};

/** All that the fence lets pass in one run. Whatever is not named is refused. */
export type FenceRules = {
  origins: readonly string[];
  writes: readonly WriteRule[];
  /** Images, styles, fonts and media of origins not named, over https only. */
  passive: boolean;
};

/** The rules of a warm pod, which has no grant yet. */
export const nothing: FenceRules = { origins: [], writes: [], passive: false };

/** The method by which a write rule lets a page open a WebSocket: it is no request, so it has a name of its own. */
export const webSocketMethod = 'WEBSOCKET';

type GrantedWrite = {
  origin: string;
  methods: readonly string[];
  path: string;
  max: number;
  reading?: boolean | undefined;
};

/** The part of a grant's body that the fence enforces. */
export type GrantedReach = {
  origins: readonly string[];
  writes: readonly GrantedWrite[];
  passive?: boolean | undefined;
};

/** Turns the body of a grant into the rules of its runs: origins in canonical form, methods in capitals. */
export function rulesFromGrant(grant: GrantedReach): FenceRules {
  return {
    origins: grant.origins.map(canonicalOrigin),
    writes: grant.writes.map(({ origin, methods, path, max, reading = false }) => ({
      origin: canonicalOrigin(origin),
      methods: methods.map((method) => method.toUpperCase()),
      path,
      max,
      reading,
    })),
    passive: grant.passive ?? false,
  };
}

/** `https://Example.org:443/` → `https://example.org`. Throws a TypeError on what is no address. */
export function canonicalOrigin(origin: string): string {
  return new URL(origin).origin;
}
