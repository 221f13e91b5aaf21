import type { NetworkPolicy } from '../../cluster/agent/objects.ts';

type Spec = NetworkPolicy['spec'];

/** What is expected of every pair of pods at one port, later words over earlier ones; a pod always reaches itself. */
export type Expectation = {
  readonly port: number;
  readonly protocol?: 'TCP' | 'UDP';
  /** `allow FROM TO` or `deny FROM TO`, where `*` stands for any name. All is allowed at first. */
  readonly words: readonly string[];
};

/** One state of the policies, and what must be seen then. */
export type Moment = {
  /** Policies by `namespace/name`, besides those of the moments before; `undefined` takes one away. */
  readonly policies?: Readonly<Record<string, Spec | undefined>>;
  /** Labels to put on pods (`x/a`) or namespaces (`x`); `null` takes one off. */
  readonly labels?: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  readonly sees: readonly Expectation[];
};
