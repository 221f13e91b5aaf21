/** What the toolbar button says: about a recording, or that something needs the person. */
export type Badge = 'recording' | 'paused' | 'attention' | 'off';

const words: Record<Badge, string> = {
  recording: 'REC',
  paused: 'II',
  attention: '!',
  off: '',
};

/** Writes the badge, the same in every tab. */
export async function showBadge(badge: Badge): Promise<void> {
  await chrome.action.setBadgeBackgroundColor({
    color: badge === 'attention' ? '#8a5100' : '#c62828',
  });
  await chrome.action.setBadgeTextColor({ color: '#ffffff' });
  await chrome.action.setBadgeText({ text: words[badge] });
}
