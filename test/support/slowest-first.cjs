const { default: Sequencer } = require('@jest/test-sequencer');

/** What runs longest begins first, so that no worker waits for another’s last file; a clean clone knows no times to go by. */
const suites = ['crash', 'integration', 'infra', 'contract', 'unit'];

/** These mostly wait, for a minute to pass or for processes that they start: while the gate’s other checks have the cores. */
const waiting = [
  'integration/restricted',
  'integration/add-an-operation',
  'integration/bulk-writes-kill',
  'integration/obeying-client',
  'unit/att/transport',
  'unit/events/local-stream',
  'unit/tracking/long-running/cured-port-ins',
];

/** A file of a suite that takes as long as others of the suite together. */
const long = [
  'unit/bench/growth',
  'infra/cli',
  'infra/generated-documents',
  'contract/order-sequences',
  'unit/api/table-trouble',
];

const rank = ({ context, path }) => {
  const isOneOf = (names) => names.some((name) => path.endsWith(`/${name}.test.ts`));
  if (isOneOf(waiting)) return -1;
  return suites.indexOf(context.config.displayName.name) - (isOneOf(long) ? 0.5 : 0);
};

module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
