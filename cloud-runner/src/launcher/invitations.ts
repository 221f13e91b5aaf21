/** The invitations that the broker writes on its console. */
export type Invitations = {
  /** Sees a line of the broker's; takes it when it holds an invitation. */
  hear: (line: string) => boolean;
  /** The last one, if there was any. */
  last: () => string | undefined;
  /** Told of each. */
  on: (listener: (invitation: string) => void) => void;
  /** Asks the broker for a new one. */
  ask: () => void;
};

const invitationIn = (line: string): string | undefined => /\bmayfly1\.[\w-]+/.exec(line)?.[0];

/** Hears invitations, and keeps them out of every log: whoever reads one can pair a device. */
export const listenForInvitations = (): Invitations => {
  const listeners: ((invitation: string) => void)[] = [];
  let last: string | undefined;
  return {
    hear: (line) => {
      const invitation = invitationIn(line);
      if (!invitation) return false;
      last = invitation;
      for (const listener of listeners) listener(invitation);
      return true;
    },
    last: () => last,
    on: (listener) => void listeners.push(listener),
    ask: () => undefined,
  };
};
