import { isWithin } from './path-prefix.ts';
import { type FenceRules, type WriteRule, webSocketMethod } from './rules.ts';

/** What the fence knows of a request when it decides. `headers` in lower case. */
export type Asked = {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** True for a request to open a WebSocket. */
  upgrade: boolean;
};

/**
 * Why a request was not sent. Of two kinds it was sent, and the answer is at fault: `answer-lost` came to no head,
 * `answer-too-large` was cut.
 */
export type RefusalReason =
  | 'origin-not-granted'
  | 'write-not-granted'
  | 'websocket-not-granted'
  | 'writes-spent'
  | 'mark-refused'
  | 'address-not-public'
  | 'name-not-found'
  | 'certificate-invalid'
  | 'site-unreachable'
  | 'answer-lost'
  | 'answer-too-large'
  | 'request-malformed'
  | 'connection-unreadable';

/** Read: send it. Write: send it under a mark; `undo` gives the count back when nothing was sent. */
export type Verdict =
  | { kind: 'read' }
  | { kind: 'write'; undo: () => void }
  | { kind: 'refused'; reason: RefusalReason };

/** Judges the requests of one run. */
export type Judge = {
  /** Decides on a request, and counts its write. */
  decide: (asked: Asked) => Verdict;
  /** What the decision would be, without counting. */
  foresee: (
    asked: Asked,
  ) => { kind: 'read' | 'write' } | { kind: 'refused'; reason: RefusalReason };
  /** Whether anything at all of this https origin may pass. */
  admits: (origin: string) => boolean;
};

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Scripts are left out: `import()` and `importScripts` go by the same name. https://fetch.spec.whatwg.org/#destination-table */
const passiveDestinations: ReadonlySet<string> = new Set([
  'image',
  'style',
  'font',
  'audio',
  'video',
  'track',
]);

const overrideHeaders = ['x-http-method-override', 'x-http-method', 'x-method-override'] as const;

const read: Verdict = { kind: 'read' };

/** A judge for one run: nothing passes that `rules` does not name. */
export function judgeBy(rules: FenceRules): Judge {
  const origins = new Set(rules.origins);
  const spent = new Map<WriteRule, number>();

  function count(rule: WriteRule): Verdict {
    const used = spent.get(rule) ?? 0;
    if (used >= rule.max) return refused('writes-spent');
    spent.set(rule, used + 1);
    return { kind: 'write', undo: () => spent.set(rule, (spent.get(rule) ?? 1) - 1) };
  }

  function judgeWrite({ url }: Asked, method: string): Verdict {
    const matching = rules.writes.filter((rule) => covers(rule, url, method));
    if (matching.some((rule) => rule.reading)) return read;
    const [first] = matching;
    if (first === undefined) {
      return refused(method === webSocketMethod ? 'websocket-not-granted' : 'write-not-granted');
    }
    return count(matching.find((rule) => (spent.get(rule) ?? 0) < rule.max) ?? first);
  }

  function decide(asked: Asked): Verdict {
    const method = meantMethod(asked);
    const isWrite = !safeMethods.has(method);
    if (!origins.has(asked.url.origin)) {
      const isPassive = rules.passive && !isWrite && isPassiveResource(asked);
      return isPassive ? read : refused('origin-not-granted');
    }
    return isWrite ? judgeWrite(asked, method) : read;
  }

  return {
    decide,
    foresee(asked) {
      const verdict = decide(asked);
      if (verdict.kind === 'write') verdict.undo();
      return verdict;
    },
    admits: (origin) => rules.passive || origins.has(origin),
  };
}

/** The method by which a request is judged: a WebSocket is no GET, and a GET that asks to be taken for a DELETE is one. */
export function meantMethod({ method, headers, upgrade }: Asked): string {
  if (upgrade) return webSocketMethod;
  const overrides = overrideHeaders.flatMap((name) => headers[name] ?? []);
  const unsafe = overrides.map((name) => name.toUpperCase()).find((name) => !safeMethods.has(name));
  return unsafe ?? method.toUpperCase();
}

function covers(rule: WriteRule, url: URL, method: string): boolean {
  if (rule.reading && method === webSocketMethod) return false;
  return (
    rule.origin === url.origin && rule.methods.includes(method) && isWithin(url.pathname, rule.path)
  );
}

function isPassiveResource({ method, url, headers }: Asked): boolean {
  const destination = headers['sec-fetch-dest'];
  return (
    url.protocol === 'https:' &&
    method === 'GET' &&
    typeof destination === 'string' &&
    passiveDestinations.has(destination)
  );
}

function refused(reason: RefusalReason): Verdict {
  return { kind: 'refused', reason };
}
