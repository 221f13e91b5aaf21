/**
 * Whether the person allows this. What they allowed before is not asked again: Chrome itself would, where the pattern
 * of before is a wider one. Must be called in a click. Throws where a policy forbids it.
 */
export async function askChrome(wanted: chrome.permissions.Permissions): Promise<boolean> {
  if (await chrome.permissions.contains(wanted)) return true;
  return chrome.permissions.request(wanted);
}
