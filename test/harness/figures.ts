/** One figure of Prometheus' text format. */
export type Sample = {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};

/** What a process tells Prometheus: its samples, and the names of all that it would tell. */
export type Figures = { readonly samples: readonly Sample[]; readonly names: ReadonlySet<string> };

/** Reads `<url>/metrics`. */
export const readFigures = async (url: string): Promise<Figures> => {
  const answer = await fetch(`${url}/metrics`);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const lines = (await answer.text()).split('\n').filter(Boolean);
  const names = new Set<string>();
  const samples: Sample[] = [];
  for (const line of lines) {
    const [, type, kind] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
    const ends = kind === 'histogram' ? ['', '_bucket', '_sum', '_count'] : [''];
    if (type) for (const end of ends) names.add(type + end);
    const [, name, inside = '', value] = /^([a-z0-9_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (!name || line.startsWith('#')) continue;
    const pairs = [...inside.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
    const labels = Object.fromEntries(pairs.map(([, label = '', text = '']) => [label, text]));
    samples.push({ name, labels, value: Number(value) });
  }
  return { samples, names };
};

/** The sum of a figure over its series that have these labels. */
export const sumOf = (
  { samples }: Figures,
  name: string,
  wanted: Readonly<Record<string, string>> = {},
): number =>
  samples
    .filter((each) => each.name === name)
    .filter(({ labels }) => Object.entries(wanted).every(([key, text]) => labels[key] === text))
    .reduce((sum, { value }) => sum + value, 0);
