import { tryTricks } from './address-tricks.ts';
import { tryAll } from './inside.ts';
import { tryPod } from './pod-tries.ts';
import { serveNames } from './sink/names.ts';
import { nameServer } from './sink/sink.ts';
import type { Guard, Try } from './trial.ts';

/** What is to be done in a world of its own. */
export type Task =
  | { kind: 'channels'; guard: Guard; tries: Try[] }
  | { kind: 'tricks' | 'pod'; guard: Exclude<Guard, 'none'> };

const done = (task: Task): Promise<object> => {
  if (task.kind === 'channels') return tryAll(task.guard, task.tries);
  return task.kind === 'tricks' ? tricksInWorld(task.guard) : tryPod(task.guard);
};

const tricksInWorld = async (guard: Exclude<Guard, 'none'>) => {
  const close = await serveNames(nameServer, () => undefined);
  const found = await tryTricks(guard);
  close();
  return found;
};

// A program: does what its argument says, and prints what came of it. `world.ts` starts it.
const task = JSON.parse(process.argv[2] ?? '{}') as Task;
const found = await done(task);
process.stdout.write(JSON.stringify(found), () => process.exit());
