import { rolldown } from 'rolldown';
import type { Plugin } from 'rolldown';

/** A program of ASCII alone is half as large in memory: V8 keeps any other in two bytes a character. */
const inAscii: Plugin = {
  name: 'in-ascii',
  renderChunk: (code) =>
    code.replace(
      /[^\0-\u007F]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
};

/**
 * Makes one file of the pod's program, to be started in a place where there is nothing else. It is not minified: what
 * counts for the start is how much is compiled, and the broker's operator may want to read what the digest stands for.
 */
export async function bundlePod(input: string, output: string): Promise<void> {
  const bundle = await rolldown({
    input,
    platform: 'node',
    plugins: [inAscii],
    treeshake: { moduleSideEffects: true },
    logLevel: 'silent',
  });
  await bundle.write({ file: output, format: 'esm', codeSplitting: false, minify: false });
  await bundle.close();
}
