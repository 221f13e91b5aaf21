/** What of this machine decides how well a run is shut in. */
export type Machine = {
  platform: NodeJS.Platform;
  isRoot: boolean;
  /** Whether an ordinary user may make namespaces here. */
  hasNamespaces: boolean;
};

/** What is weaker here than on Linux with a user for each part, said in sentences; empty where nothing is. */
export const weakerHere = ({ platform, isRoot, hasNamespaces }: Machine): string[] => {
  if (platform !== 'linux') {
    return [
      'Weaker here: this system has no network namespaces, so the proxy alone keeps the one-time browser to its permission. Each report says so.',
      'Weaker here: all parts run as you. Code that runs as you can read the key with which sign-ins are opened.',
    ];
  }
  const sentences = [];
  if (!hasNamespaces) {
    sentences.push(
      'Weaker here: namespaces are not allowed for this user, so the proxy alone keeps the one-time browser to its permission. Each report says so.',
    );
  }
  if (!isRoot) {
    sentences.push(
      'Weaker here: all parts run as you. Code that runs as you can read the key with which sign-ins are opened. Started as root, each part has a user of its own.',
    );
  }
  return sentences;
};
