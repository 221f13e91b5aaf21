import { defineConfig } from 'wxt';
import { manifest } from './manifest.ts';

/**
 * The extension's pages allow no `eval`. Zod would try it once, and Chrome would complain, unless it is told so before any
 * schema is made: hence first in every chunk.
 */
const noEval = 'globalThis.__zod_globalConfig ??= { jitless: true };';

/** What the popup loads before it is drawn, with all that it imports: one file, since many pack worse. */
const first = /[\\/](popup[\\/]PopupApp\.tsx|(react|react-dom|scheduler)[\\/].*\.js)$/;

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
      target: 'chrome123',
      // All of it lies on the disk: there is nothing to be fetched ahead.
      modulePreload: false,
      cssCodeSplit: false,
      rolldownOptions: {
        output: {
          banner: ({ name }) => (name === 'recorder' || name === 'picker' ? '' : noEval),
          codeSplitting: { groups: [{ name: 'first', test: first }] },
        },
      },
    },
  }),
});
