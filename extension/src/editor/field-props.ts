import type { FieldMeta } from '@mayfly/shared/steps/field.ts';
import type { ControlLinks } from '../ui/Field.tsx';

/** Names that steps may refer to, and what a person calls them. */
export type DeclaredNames = {
  inputs: readonly { name: string; label: string }[];
  secrets: readonly { name: string; label: string }[];
};

/** What every control of a form is given. `value` is of the field's schema, or undefined where it is not filled yet. */
export type FieldProps = Omit<ControlLinks, 'id'> & {
  /** Where the label points; absent where several controls share one label. */
  id: string | undefined;
  meta: FieldMeta;
  /** The values of a choice, in order. */
  options: readonly string[];
  value: unknown;
  /** It may be left out. */
  optional: boolean;
  names: DeclaredNames;
  onChange: (value: unknown) => void;
  /** Asks for a click on the page; the answer comes as a new value. */
  onPick: () => void;
};
