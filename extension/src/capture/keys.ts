import { modifiersOf } from './clicks.ts';
import { actTarget } from './field-target.ts';
import { typedField } from './field.ts';
import type { IgnoredReason } from './ignored.ts';
import { isInteractive, meantBy } from './interactive.ts';
import { listen } from './recorder-port.ts';
import type { RecorderPort } from './recorder-port.ts';
import { roleOf } from './role.ts';
import { unseenAt } from './unseen.ts';

const modifierKeys = new Set([
  'Alt',
  'AltGraph',
  'CapsLock',
  'Control',
  'Meta',
  'Shift',
  'NumLock',
]);
const movesInText = /^(Arrow\w+|Home|End|PageUp|PageDown|Backspace|Delete|Insert)$/;
const steered = new Set([
  'grid',
  'gridcell',
  'listbox',
  'menu',
  'menubar',
  'menuitem',
  'option',
  'tab',
  'treeitem',
]);

/** `if-handled`: only where the page answers the key, which is known after its listeners ran. */
type Judgement = 'record' | 'if-handled' | IgnoredReason;

function isLetter(key: string): boolean {
  return [...key].length === 1 || key === 'Dead' || key === 'Process' || key === 'Unidentified';
}

function opensList(field: Element): boolean {
  return roleOf(field) === 'combobox' || field.hasAttribute('aria-autocomplete');
}

function judgeInField(event: KeyboardEvent, field: HTMLElement): Judgement {
  const { key } = event;
  if (key === 'Escape') return 'if-handled';
  if (movesInText.test(key)) return opensList(field) && /Arrow/.test(key) ? 'record' : 'typing-key';
  if (key !== 'Enter') return 'if-handled';
  return field instanceof HTMLInputElement ? 'record' : 'if-handled';
}

function judgeElsewhere({ key }: KeyboardEvent, element: Element): Judgement {
  if (key === 'Escape') return 'record';
  const meant = meantBy(element);
  const isSteered = steered.has(roleOf(meant) ?? '');
  if (key === 'Enter') return isInteractive(meant) && !isSteered ? 'presses-button' : 'if-handled';
  return isSteered ? 'record' : 'if-handled';
}

/** Whether a key is a step of its own. Letters never are: they may be part of something typed that cannot be seen. */
function judge(event: KeyboardEvent, element: Element): Judgement {
  const { key } = event;
  if (modifierKeys.has(key)) return 'modifier-alone';
  if (event.isComposing) return 'typing-key';
  if (key === 'Tab') return 'moves-focus';
  const field = typedField(element);
  const isShortcut = (event.ctrlKey || event.metaKey) && !event.altKey && /^[\w./]$/.test(key);
  if (isShortcut && field && /^[acvxyz]$/i.test(key)) return 'editing-shortcut';
  if (isShortcut) return 'if-handled';
  if (isLetter(key)) return field ? 'typing-key' : 'letter-alone';
  return field ? judgeInField(event, field) : judgeElsewhere(event, element);
}

/** Records keys that do something by themselves: Enter in a field, Escape, steering a menu, the page's own shortcuts. */
export function recordKeys(port: RecorderPort): void {
  const record = (event: KeyboardEvent, element: Element): void =>
    port.emit({
      kind: 'key',
      at: Date.now(),
      ...(element !== document.body && {
        target: actTarget(element),
      }),
      key: event.key,
      modifiers: modifiersOf(event),
    });

  listen(port, 'keydown', (event, element) => {
    if (unseenAt(element)) return port.leaveOut('unseen');
    const judgement = judge(event, element);
    if (judgement === 'record') return record(event, element);
    if (judgement !== 'if-handled') return port.leaveOut(judgement);
    const afterThePage = (): void => {
      if (event.defaultPrevented) return record(event, element);
      port.leaveOut('browsers-own');
    };
    setTimeout(afterThePage);
  });
}
