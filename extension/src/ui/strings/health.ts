/** Words of how a stored sign-in stands. */
export const health = {
  expires: (left: string) => `Expires ${left.toLowerCase()}`,
  expired: 'Expired',
  healthy: 'Healthy',
  renewed: (time: string) => `Renewed itself ${time}`,
  until: (date: string) => `Until ${date}`,
  noEnd: 'No end date',
  checked: (time: string) => `Checked ${time}, signed in`,
  signedOut: 'Signed out',
  seenBy: (run: number, time: string) => `Seen by run ${run.toLocaleString('en-GB')}, ${time}`,
  tied: 'Tied to this device',
  tiedMore: 'Will not work in the cloud',
  trying: 'Being tried in the cloud',
  tryingMore: 'A one-time browser opens one page',
  revoked: 'Revoked',
} as const;
