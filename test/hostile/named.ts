/** A test that the table names: its file, and whether a title is its own; `%s` stands for anything. */
export type Named = {
  readonly file: string;
  readonly title: string;
  readonly fits: (title: string) => boolean;
};

/** What a printed table names: how many attackers, and the tests beside those of `attacks`. Cluster tests need a cluster. */
export function namesOf(
  printed: string,
  attacks: string,
): {
  readonly rows: number;
  readonly elsewhere: readonly Named[];
  readonly files: readonly string[];
} {
  const rows = [...printed.matchAll(/^\| \d+ \|/gm)].length;
  const tests = [...printed.matchAll(/^ {3}- (.+) \(`(.+)`\)$/gm)].map(
    ([, title = '', file = '']) => ({
      title,
      file,
    }),
  );
  const elsewhere = tests.filter(({ file }) => file !== attacks && !file.includes('.cluster.'));
  return {
    rows,
    elsewhere: elsewhere.map(({ file, title }) => ({ file, title, fits: fitting(title) })),
    files: [...new Set(elsewhere.map(({ file }) => file))],
  };
}

function fitting(title: string): (other: string) => boolean {
  const parts = title
    .split(/%\w|\$\{[^}]*\}|\$\w+/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('.*')}$`, 's');
  return (other) => pattern.test(other);
}
