const { default: Sequencer } = require('@jest/test-sequencer');

const SLOW = ['browser', 'cluster', 'faults'];

/** What takes longest comes first, so that no worker is left with it alone at the end. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const isSlow = (test) => SLOW.includes(test.context.config.displayName?.name);
    const [slow, others] = [tests.filter(isSlow), tests.filter((test) => !isSlow(test))];
    return [...super.sort(slow), ...super.sort(others)];
  }
};
