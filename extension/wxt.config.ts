import { defineConfig } from 'wxt';
import { manifest } from './manifest.ts';

/**
 * The extension's pages allow no `eval`. Zod would try it once, and Chrome would complain, unless it is told so before any
 * schema is made: hence first in every chunk.
 */
const noEval = 'globalThis.__zod_globalConfig ??= { jitless: true };';

export default defineConfig({
  srcDir: 'src',
  outDir: 'dist',
  outDirTemplate: '.',
  modules: ['@wxt-dev/module-react'],
  imports: false,
  targetBrowsers: ['chrome'],
  manifest,
  vite: () => ({
    build: {
      rolldownOptions: {
        output: { banner: ({ name }) => (name === 'recorder' ? '' : noEval) },
      },
    },
  }),
});
