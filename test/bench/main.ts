/**
 * `npm run bench`: sizes and times, each beside its goal. Names of figures as arguments choose some; `--json`: one JSON
 * object a line.
 */
import { families } from './families.ts';
import { runBench } from './run-bench.ts';

await runBench(families);
process.exit();
