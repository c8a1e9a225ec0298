const { default: Sequencer } = require('@jest/test-sequencer');

/** What runs longest begins first, so that no worker waits for another’s last file; a clean clone knows no times to go by. */
const suites = ['crash', 'integration', 'infra', 'contract', 'unit'];

const rank = ({ context }) => suites.indexOf(context.config.displayName.name);

module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
