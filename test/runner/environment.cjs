const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** The worker itself is where tests run: a world of its own for each file would have to load all packages anew. */
module.exports = class Environment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    this.found = { console, exit: process.exit, env: { ...process.env } };
  }

  async setup() {}

  /** The next file finds what this one found. */
  async teardown() {
    this.fakeTimersModern.dispose();
    delete globalThis[Symbol.for('TEST_TIMEOUT_SYMBOL')];
    const { env, exit, console } = this.found;
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    process.exit = exit;
    globalThis.console = console;
  }

  getVmContext() {
    return null;
  }
};
