const asyncHooks = require('node:async_hooks');
const Module = require('node:module');
const { join } = require('node:path');
const { default: JestRuntime } = require('jest-runtime');

const root = join(__dirname, '../..');
const KEPT = ['node_modules', 'src', 'migrations', 'test/runner'].map((folder) => join(root, folder, '/'));
const sourceMaps = new Map();
let compile;

for (const ending of ['.ts', '.tsx'])
  Module._extensions[ending] = (module, file) => {
    const { code, sourceMapPath } = compile(file);
    if (sourceMapPath) sourceMaps.set(file, sourceMapPath);
    module._compile(code, file);
  };

/** Each of these makes every promise dearer for as long as it is in use, also when nobody has it any more. */
const storages = [];
const { AsyncLocalStorage } = asyncHooks;
asyncHooks.AsyncLocalStorage = class extends AsyncLocalStorage {
  constructor(...given) {
    super(...given);
    storages.push(this);
  }
};

/**
 * Loads modules as Node itself does, in the worker's own world. Packages and the service stay from one test file to
 * the next, which is most of what a file costs; what belongs to the tests and to the browser is loaded anew.
 */
module.exports = class Runtime extends JestRuntime {
  constructor(...given) {
    super(...given);
    const [, , , transformer, , , testPath] = given;
    compile = (file) => transformer.transform(file, this._getFullTransformationOptions());
    for (const file of Object.keys(Module._cache))
      if (file === testPath || !KEPT.some((folder) => file.startsWith(folder))) delete Module._cache[file];
    globalThis.jest = this.jestGlobals.jestObjectFor(testPath);
  }

  requireModule(from, name = from) {
    return Module.createRequire(from)(name);
  }

  requireModuleOrMock(from, name) {
    return this.requireModule(from, name);
  }

  /** Jest's own state begins anew with each file. */
  requireInternalModule(from, name = from) {
    delete globalThis[Symbol.for('EVENT_HANDLERS')];
    delete Module._cache[name];
    return this.requireModule(from, name);
  }

  getSourceMaps() {
    return sourceMaps;
  }

  teardown() {
    super.teardown();
    for (const storage of storages.splice(0)) storage.disable();
  }
};
