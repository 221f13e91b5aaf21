import type { ComponentType } from 'react';
import type { Control } from '@mayfly/shared/steps/field.ts';
import type { FieldProps } from './field-props.ts';
import { ColumnsField } from './fields/ColumnsField.tsx';
import {
  ChoiceField,
  ChoicesField,
  DurationField,
  NumberField,
  SwitchField,
  TextField,
} from './fields/plain-fields.tsx';
import { TargetField } from './fields/TargetField.tsx';
import { TextOrNameField } from './fields/TextOrNameField.tsx';
import { TextsField } from './fields/TextsField.tsx';

/** One component for each control that a step's definition can ask for. */
export const controls: Readonly<Record<Control, ComponentType<FieldProps>>> = {
  address: TextField,
  choice: ChoiceField,
  choices: ChoicesField,
  columns: ColumnsField,
  duration: DurationField,
  keys: TextField,
  name: TextField,
  number: NumberField,
  selector: TextField,
  switch: SwitchField,
  target: TargetField,
  text: TextOrNameField,
  texts: TextsField,
};
