/**
 * Loaded before a part's own program: its clock goes wrong by as many ms as the file of its name says, in the folder that
 * `MAYFLY_CLOCKS` names, from the moment that the file is written.
 */
import { readFileSync, watch } from 'node:fs';
import { basename, join } from 'node:path';

const TrueDate = Date;
const file = join(process.env['MAYFLY_CLOCKS'] ?? '', basename(process.argv[1] ?? '', '.mjs'));
let wrongByMs = 0;

const read = (): void => {
  try {
    wrongByMs = Number(readFileSync(file, 'utf8'));
  } catch {
    wrongByMs = 0; // Nobody moved it.
  }
};
read();
watch(join(file, '..'), { persistent: false }, read);

globalThis.Date = new Proxy(TrueDate, {
  construct: (date, given: [] | ConstructorParameters<typeof Date>) =>
    given.length === 0 ? new date(date.now() + wrongByMs) : new date(...given),
  get: (date, name) => (name === 'now' ? () => date.now() + wrongByMs : Reflect.get(date, name)),
});
