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
  testEnvironment: '<rootDir>/test/runner/environment.cjs',
  runtime: '<rootDir>/test/runner/runtime.cjs',
  transform: { '^.+\\.ts$': ['@swc/jest', swc(false)], '^.+\\.tsx$': ['@swc/jest', swc(true)] },
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
  testSequencer: '<rootDir>/test/runner/sequencer.cjs',
  // Whatever a file leaves behind stays with its worker: one that has grown is replaced.
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
