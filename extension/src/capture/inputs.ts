import { canBeSeen, tickBox, typedField } from './field.ts';
import { fieldTarget } from './field-target.ts';
import { listen } from './recorder-port.ts';
import type { RecorderPort } from './recorder-port.ts';
import { isSecretField, secretName } from './secret-field.ts';
import { targetOf } from './target.ts';

function heldText(field: HTMLElement): string {
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
    ? field.value
    : field.innerText;
}

/** Records what fields come to hold. What is typed into a secret field is never read: only the field's name is kept. */
export function recordInputs(port: RecorderPort): void {
  const texts = new WeakMap<Element, string>();

  const recordText = (field: HTMLElement): void => {
    const target = fieldTarget(field);
    const at = Date.now();
    if (isSecretField(field)) {
      port.emit({ kind: 'input', at, target, value: { secret: secretName(target.name) } });
      return;
    }
    const value = heldText(field);
    if (texts.get(field) === value) return port.leaveOut('same-value');
    texts.set(field, value);
    port.emit({ kind: 'input', at, target, value });
  };

  const recordChange = (element: Element): void => {
    const [box, field] = [tickBox(element), typedField(element)];
    const at = Date.now();
    if (box && !canBeSeen(box)) return port.leaveOut('recorded-as-click');
    if (box) return port.emit({ kind: 'check', at, target: targetOf(box), checked: box.checked });
    if (element instanceof HTMLSelectElement) {
      const options = [...element.selectedOptions].map((option) => option.label.trim());
      return port.emit({ kind: 'select', at, target: targetOf(element), options });
    }
    if (element instanceof HTMLInputElement && element.type === 'file')
      return port.noteUnseen('file');
    // A secret was recorded at its first key; the same again would say nothing more.
    if (!field || isSecretField(field)) return port.leaveOut('same-value');
    recordText(field);
  };

  listen(port, 'input', (_event, element) => {
    const field = typedField(element);
    if (field) return recordText(field);
    port.leaveOut(tickBox(element) ? 'recorded-as-check' : 'recorded-as-choice');
  });
  listen(port, 'change', (_event, element) => recordChange(element));
}
