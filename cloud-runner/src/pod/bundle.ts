import { rolldown } from 'rolldown';

/**
 * Makes one file of the pod's program, to be started in a place where there is nothing else. It is not minified: what
 * counts for the start is how much is compiled, and the broker's operator may want to read what the digest stands for.
 */
export async function bundlePod(input: string, output: string): Promise<void> {
  const bundle = await rolldown({
    input,
    platform: 'node',
    treeshake: { moduleSideEffects: true },
    logLevel: 'silent',
  });
  await bundle.write({ file: output, format: 'esm', codeSplitting: false, minify: false });
  await bundle.close();
}
