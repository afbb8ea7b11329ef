const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/** The packages that are ES modules, and those of them that can be found by `import` only. */
function esModules(root) {
  const names = readdirSync(root).flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(root, name)).map((inner) => `${name}/${inner}`) : [name],
  );
  const found = [];
  const importOnly = {};
  for (const name of names) {
    const file = join(root, name, 'package.json');
    if (!existsSync(file)) continue;
    const { type, exports } = JSON.parse(readFileSync(file, 'utf8'));
    if (type !== 'module') continue;
    found.push(name.replace(/[.+]/g, '\\$&'));
    let entry = exports?.['.'] ?? exports;
    let viaImport = false;
    while (entry && typeof entry === 'object' && !Array.isArray(entry)) {
      const next = entry.node ?? entry.require ?? entry.default;
      viaImport ||= !next && Boolean(entry.import);
      entry = next ?? entry.import;
    }
    if (viaImport && typeof entry === 'string') importOnly[`^${name}$`] = join(root, name, entry);
  }
  return { found, importOnly };
}

// Jest on Node 20 cannot require() an ES module, so those packages are compiled to CommonJS (and cached).
const { found, importOnly } = esModules(join(__dirname, 'node_modules'));

const swc = (tsx) => ({
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2023',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true, tsx },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: false,
      react: { runtime: 'automatic' },
    },
  },
});

const project = (displayName, rest) => ({
  displayName,
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.(ts|js|mjs)$': ['@swc/jest', swc(false)], '^.+\\.tsx$': ['@swc/jest', swc(true)] },
  transformIgnorePatterns: [`/node_modules/(?!(${found.join('|')})/)`],
  moduleNameMapper: importOnly,
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  setupFiles: ['reflect-metadata'],
  ...rest,
});

const stories = (database) =>
  project(database, {
    testMatch: ['<rootDir>/test/*.spec.ts'],
    setupFiles: ['reflect-metadata', `<rootDir>/test/setup/${database}.cjs`],
  });
const slow = (name) =>
  project(name, {
    testMatch: [`<rootDir>/test/${name}/**/*.spec.ts`],
    setupFilesAfterEnv: ['<rootDir>/test/setup/slow.cjs'],
  });

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
  // Each file loads the whole service and its memory is not given back: a worker that has grown is replaced.
  workerIdleMemoryLimit: '700MB',
  testTimeout: 30_000,
  projects: [
    project('rules', { testMatch: ['<rootDir>/{src,public}/**/*.spec.{ts,tsx}'] }),
    stories('sqlite'),
    stories('mysql'),
    slow('cluster'),
    slow('browser'),
    slow('faults'),
  ],
};
