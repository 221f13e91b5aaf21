import type { LucideIcon } from 'lucide-react';
import {
  Camera,
  CircleCheckBig,
  Globe,
  Hourglass,
  Keyboard,
  ListFilter,
  MousePointerClick,
  Repeat,
  ScanText,
  Table2,
  X,
} from 'lucide-react';

/** What kind of act a step is, for its drawing only. */
export type StepShape =
  | 'go'
  | 'type'
  | 'click'
  | 'choose'
  | 'table'
  | 'read'
  | 'check'
  | 'wait'
  | 'picture'
  | 'close'
  | 'loop';

/** The drawing of each kind of act. */
export const stepIcons: Readonly<Record<StepShape, LucideIcon>> = {
  go: Globe,
  type: Keyboard,
  click: MousePointerClick,
  choose: ListFilter,
  table: Table2,
  read: ScanText,
  check: CircleCheckBig,
  wait: Hourglass,
  picture: Camera,
  close: X,
  loop: Repeat,
};
