import type { Selector } from './objects.ts';

/** Whether a selector fits labels. The empty selector fits all. */
export const selects = (
  selector: Selector,
  labels: Readonly<Record<string, string>> = {},
): boolean =>
  Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
  (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
    const value = labels[key];
    const isListed = value !== undefined && values.includes(value);
    return {
      In: isListed,
      NotIn: !isListed,
      Exists: value !== undefined,
      DoesNotExist: value === undefined,
    }[operator];
  });
