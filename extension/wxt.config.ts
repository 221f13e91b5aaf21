import { defineConfig } from 'wxt';
import { manifest } from './manifest.ts';

export default defineConfig({
  srcDir: 'src',
  outDir: 'dist',
  outDirTemplate: '.',
  modules: ['@wxt-dev/module-react'],
  imports: false,
  targetBrowsers: ['chrome'],
  manifest,
});
