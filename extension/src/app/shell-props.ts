import type { ShellActions, ShellView } from '../pages/shell-view.ts';

/** What every page is given. */
export type ShellProps = { shell: ShellView; shellActions: ShellActions };
