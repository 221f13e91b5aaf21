/** A change of a manifest: values to put at JSON pointers (RFC 6901; `-` appends), and pointers whose value is taken away. */
export type Change = {
  readonly put?: Readonly<Record<string, unknown>>;
  readonly drop?: readonly string[];
};

type Node = Record<string, unknown>;

const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Goes to the parent of what a pointer names; makes objects on the way. */
const parentOf = (root: Node, steps: readonly string[]): Node => {
  let node = root;
  for (const step of steps.slice(0, -1)) {
    node[step] ??= {};
    node = node[step] as Node;
  }
  return node;
};

/** A changed copy. */
export const changed = <Manifest>(
  manifest: Manifest,
  { put = {}, drop = [] }: Change,
): Manifest => {
  const copy = structuredClone(manifest);
  for (const [pointer, value] of Object.entries(put)) {
    const steps = stepsOf(pointer);
    const parent = parentOf(copy as Node, steps);
    const last = steps.at(-1) ?? '';
    if (last === '-' && Array.isArray(parent)) parent.push(value);
    else parent[last] = value;
  }
  for (const pointer of drop) {
    const steps = stepsOf(pointer);
    const parent = parentOf(copy as Node, steps);
    const last = steps.at(-1) ?? '';
    if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
  }
  return copy;
};
