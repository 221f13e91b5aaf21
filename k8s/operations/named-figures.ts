import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8');

/** A panel's question, as Grafana writes it. */
type Target = { readonly expr: string };
type Panel = { readonly title: string; readonly targets?: readonly Target[] };

const figures = (text: string): string[] => [
  ...new Set(text.match(/\b(?:mayfly|process|nodejs)_[a-z0-9_]+|\bup(?=\{)/g)),
];

/** Every figure that an alert rule looks at. */
export const namesOfRules = (): string[] =>
  figures(read('alerts.yaml').replaceAll(/^\s*#.*$/gm, ''));

/** Every question of the dashboard, by the title of its panel. */
export const questionsOfDashboard = (): (readonly [string, string])[] => {
  const { panels } = JSON.parse(read('dashboard.json')) as { panels: readonly Panel[] };
  return panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => [title, expr] as const),
  );
};

/** Every figure that the dashboard shows. */
export const namesOfDashboard = (): string[] =>
  figures(
    questionsOfDashboard()
      .map(([, expr]) => expr)
      .join('\n'),
  );
