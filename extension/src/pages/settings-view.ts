/** A device of the organization. Times in ms since 1970. */
export type DeviceRow = {
  /** Its kid. */
  id: string;
  name: string;
  here: boolean;
  addedAt: number;
  addedBy?: string | undefined;
  lastUsedAt?: number | undefined;
};

/** `changed`: nothing is sent until a new invitation. `vouched`: the old key signed the new one. */
export type RunnerKeyState = 'pinned' | 'changed' | 'vouched';

/** What Mayfly may do on a site: Chrome's own permissions. */
export type SitePermission = { host: string; may: readonly ('record' | 'cookies')[] };

/** One check of a promise against the runner. */
export type CheckResult = { words: string; passed: boolean; detail?: string | undefined };

/** What the settings show. */
export type SettingsView = {
  devices: readonly DeviceRow[];
  /** Whether devices can be added and removed with this runner. */
  canAddDevice: boolean;
  kit: { kind: 'not-built' } | { kind: 'not-saved' } | { kind: 'saved'; at: number };
  runner: {
    address: string;
    /** Beginning and end of the key, in groups of four. */
    key: string;
    keyState: RunnerKeyState;
    /** Of this extension. */
    ownVersion: string;
    /** How long it took to answer; absent: it does not. */
    answeredMs?: number | undefined;
    /** When its word was last checked, and what was seen then: entries of the log, acts, and the last act's hash. */
    checkedAt?: number | undefined;
    logSize?: number | undefined;
    acts?: number | undefined;
    head?: string | undefined;
  };
  sites: readonly SitePermission[];
  singleKeys: boolean;
  /** How many checks there are, and about how long they take; absent: none can be run. */
  checks?: { amount: number; seconds: number } | undefined;
  checking?: { done: number } | undefined;
  checked?: readonly CheckResult[] | undefined;
};

/** What can be done in the settings. */
export type SettingsActions = {
  /** Those four where it is built. */
  onAddDevice?: () => void;
  onRemoveDevice?: (id: string) => void;
  onSaveKit?: () => void;
  onTestKit?: () => void;
  onLock: () => void;
  /** Said yes to forgetting it, in a dialog. */
  onForgetRunner: () => void;
  onTestRunner: () => void;
  onTakeBack: (host: string) => void;
  onSingleKeys: (on: boolean) => void;
  onCheck: () => void;
};
