import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compiledMessages } from './compiled-messages.mjs';
import { leanBuild } from './lean-build.mjs';
import { straightImports } from './straight-imports.mjs';

const root = import.meta.dirname;

/** React pages: every folder here with an index.html, except the widget's. */
const pages = readdirSync(root).filter((folder) => folder !== 'widget' && existsSync(join(root, folder, 'index.html')));

/** What comes together: one file of many small ones is less than one each. */
const TOGETHER = [
  {
    name: 'parts',
    test: /widget\/(?:views\/(?:avatar|button|close-button|icons|later)|failure-words|styles)\.|core\/avatar\./,
  },
  {
    name: 'chat',
    test: /widget\/(?:views\/(?:announcement|attachments|bubble|chat|composer|connection|drop|echo|message-text|system|thread|typing|waiting)|model\/(?:attention|claims|pictures)|scroll|roving|thread-rows)|core\/(?:message-parts|pictures|thread|uploads)\.|contract\/limits\./,
  },
  { name: 'front', test: /widget\/views\/(?:home|earlier|faces)\./ },
].map((group) => ({ ...group, includeDependenciesRecursively: false }));

/** What differs between the three builds; React and Preact cannot share one because of their JSX. */
const builds = {
  pages: {
    plugins: [compiledMessages(), straightImports(), react()],
    build: {
      rolldownOptions: { input: Object.fromEntries(pages.map((page) => [page, join(root, page, 'index.html')])) },
    },
  },
  widget: {
    plugins: [compiledMessages(), leanBuild()],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      target: 'es2022',
      // The page names what it needs at once; what comes later is not fetched ahead.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_file, needed, { hostType }) => (hostType === 'html' ? needed : []),
      },
      rolldownOptions: {
        input: { widget: join(root, 'widget/index.html') },
        output: { codeSplitting: { groups: TOGETHER } },
      },
    },
  },
  /** One script without imports and without a hash in its name: the server puts the shop's settings in front of it. */
  loader: {
    build: {
      target: 'es2022',
      lib: { entry: join(root, 'loader/loader.ts'), formats: ['iife'], name: 'Shopbell', fileName: () => 'loader.js' },
    },
  },
};

/** `mode` names the build: pages, widget or loader. */
export default defineConfig(({ mode }) => {
  const { build, ...rest } = builds[mode];
  return {
    root,
    base: '/static/',
    publicDir: false,
    logLevel: 'warn',
    ...rest,
    build: {
      outDir: join(root, '../dist/public'),
      emptyOutDir: false,
      // The pages run under script-src and style-src 'self': nothing may be put inline.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1000,
      ...build,
    },
  };
});
