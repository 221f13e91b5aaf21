/** What is seen of the page in a tab before its sign-in is stored: nothing that is written on it. */
export type PageLook = {
  /** Whether it shows a field for a password: whoever is asked for one is not signed in. */
  asksPassword: boolean;
  /** Other origins from which it loads scripts or data. */
  loads: string[];
};

/** Looks at the page in a tab. Needs the host's permission. Undefined where the page cannot be read. */
export async function lookAtPage(tabId: number): Promise<PageLook | undefined> {
  const results = await chrome.scripting
    .executeScript({ target: { tabId }, func: pageLook })
    .catch(() => []);
  return results[0]?.result;
}

/** Runs in the page. */
function pageLook(): PageLook {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input[type=password]')];
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const needed = entries.filter(({ initiatorType }) =>
    ['script', 'fetch', 'xmlhttprequest', 'other', 'link'].includes(initiatorType),
  );
  const origins = needed.map(({ name }) => new URL(name).origin);
  return {
    asksPassword: fields.some((field) => field.checkVisibility()),
    loads: [...new Set(origins)].filter(
      (origin) => origin.startsWith('http') && origin !== location.origin,
    ),
  };
}
