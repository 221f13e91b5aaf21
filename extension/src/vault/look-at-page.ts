/** What is seen of the page in a tab before its sign-in is stored: nothing that is written on it. */
export type PageLook = {
  address: string;
  /** Whether it shows a field for a password: whoever is asked for one is not signed in. */
  asksPassword: boolean;
  /** Other origins from which it loads scripts or data. */
  loads: string[];
  /** Selectors among {@link signedOutSigns} that name nothing on it. */
  absent: string[];
};

/** What pages show to who is signed out: a field for a password, or the way to one. */
const signedOutSigns = [
  'input[type=password]',
  ...['login', 'log-in', 'signin', 'sign-in', 'sign_in'].flatMap((word) => [
    `a[href*="${word}" i]`,
    `form[action*="${word}" i]`,
  ]),
];

/** Looks at the page in a tab. Needs the host's permission. Undefined where the page cannot be read. */
export async function lookAtPage(tabId: number): Promise<PageLook | undefined> {
  const results = await chrome.scripting
    .executeScript({ target: { tabId }, func: pageLook, args: [signedOutSigns] })
    .catch(() => []);
  return results[0]?.result;
}

/** Runs in the page. */
function pageLook(signs: string[]): PageLook {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input[type=password]')];
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const needed = entries.filter(({ initiatorType }) =>
    ['script', 'fetch', 'xmlhttprequest', 'other', 'link'].includes(initiatorType),
  );
  const origins = [...new Set(needed.map(({ name }) => new URL(name).origin))];
  return {
    address: location.href,
    asksPassword: fields.some((field) => field.checkVisibility()),
    loads: origins.filter((each) => each.startsWith('http') && each !== location.origin),
    absent: signs.filter((sign) => !document.querySelector(sign)),
  };
}
