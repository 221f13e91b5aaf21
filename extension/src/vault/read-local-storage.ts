/** The entries of one origin's localStorage. */
export type LocalStorage = { origin: string; entries: Record<string, string> };

/** Reads localStorage of the page in a tab. Needs the host's permission. Undefined where the page cannot be read. */
export async function readLocalStorage(tabId: number): Promise<LocalStorage | undefined> {
  const results = await chrome.scripting
    .executeScript({ target: { tabId }, func: pageStorage })
    .catch(() => []);
  return results[0]?.result;
}

/** Runs in the page. */
function pageStorage(): { origin: string; entries: Record<string, string> } {
  return { origin: location.origin, entries: { ...localStorage } };
}
