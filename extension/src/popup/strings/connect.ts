/** Words of connecting to a runner, and of the passphrase. */
export const connect = {
  pair: {
    title: 'Connect to your runner',
    before: 'Start the runner with ',
    command: 'npm start',
    after: '. It prints an invitation that works once, for 10 minutes. Copy it whole.',
    label: 'Invitation',
    placeholder: 'mayfly1.…',
    button: 'Connect',
    reaching: (seconds: number) => `Reaching runner…, ${seconds} s`,
    notAnInvitation: 'This is not an invitation.',
    notAnInvitationMore: 'It starts with mayfly1. and is one long word. Copy it whole.',
    promise:
      'No account, no password. The invitation itself is never sent: both sides prove that they know it.',
  },
  stop: {
    title: 'Stop. This is not the runner that invited you.',
    sentence: 'What answers at this address could not prove that it knows your invitation.',
    unharmed: 'Nothing was given away.',
    unharmedMore: 'No key, no cookie and no recording has left this device.',
    again: 'Paste a new invitation',
    copy: 'Copy details for your administrator',
    copied: 'Copied',
    advice: 'The same again? Do not connect on this network.',
  },
  passphrase: {
    title: 'Choose a passphrase',
    sentence:
      'It locks your keys on this device. You type it once per browser start. Nobody can look it up for you.',
    proposed: 'Proposed words',
    another: 'Propose other words',
    label: 'Passphrase',
    again: 'The same once more',
    tooShort: (least: number) => `At least ${least} characters, so that it cannot be guessed.`,
    differ: 'The two are not the same.',
    button: 'Make my keys',
    busy: 'Making your keys, about 1 s',
  },
  paired: {
    title: 'Connected',
    sentence: (address: string) => `Your keys are made, and ${address} knows this device.`,
    loss: 'If you lose this browser profile, all that is stored must be made again.',
    lossMore:
      'Your keys live in this profile only. Neither we nor your runner can read what they lock.',
    button: 'Start',
  },
} as const;
