const { projects, testTimeout } = require('./jest.config.cjs');

const { displayName: _displayName, ...unit } = projects[0];

/** The unit tests by themselves, for the mutation tool, which takes no more than one suite; of some rooms, if they are named. */
module.exports = {
  ...unit,
  testTimeout,
  testMatch: (process.env.MUTATION_TESTS ?? 'requests,tracking,bulk,polling,webhooks,events,platform/table,api')
    .split(',')
    .map((room) => `<rootDir>/test/unit/${room}/**/*.test.ts`),
};
