/** What the toolbar button says about a recording. */
export type Badge = 'recording' | 'paused' | 'off';

const words: Record<Badge, string> = { recording: 'REC', paused: 'II', off: '' };

/** Writes the badge, the same in every tab. */
export async function showBadge(badge: Badge): Promise<void> {
  await chrome.action.setBadgeBackgroundColor({ color: '#c62828' });
  await chrome.action.setBadgeTextColor({ color: '#ffffff' });
  await chrome.action.setBadgeText({ text: words[badge] });
}
