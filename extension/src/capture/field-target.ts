import type { Target } from '@mayfly/shared/base/target.ts';
import { typedField } from './field.ts';
import { meantBy } from './interactive.ts';
import { listen } from './recorder-port.ts';
import type { RecorderPort } from './recorder-port.ts';
import { isSecretField, noteSecretFields } from './secret-field.ts';
import { targetOf } from './target.ts';

/** One target per field and visit: what a person calls it must not change while they type. */
const targets = new WeakMap<Element, Target>();

/** The target of a field, as it was before anything was typed into it: some pages copy what is typed into attributes. */
export function fieldTarget(field: Element): Target {
  const target = targets.get(field) ?? targetOf(field);
  targets.set(field, target);
  return target;
}

/** What an act on an element is meant for: the field that it belongs to, else the control. */
export function actTarget(element: Element): Target {
  const field = typedField(element);
  return field ? fieldTarget(field) : targetOf(meantBy(element));
}

/** Looks at each field when it is entered, before anything is typed. A secret field is looked at once and never again. */
export function watchFields(port: RecorderPort): void {
  listen(port, 'focusin', (_event, element) => {
    const field = typedField(element);
    if (!field) return;
    noteSecretFields(field.getRootNode() as Document | ShadowRoot);
    if (!isSecretField(field)) targets.delete(field);
    fieldTarget(field);
  });
}
