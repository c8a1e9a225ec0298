const suite = (name, extra = {}) => ({
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  testEnvironment: 'node',
  // What is built holds packages of the names that are installed.
  modulePathIgnorePatterns: ['<rootDir>/(?:cdk\\.out|bench/\\.build|\\.local|\\.venv)/'],
  transform: { '\\.(ts|js|mjs)$': '<rootDir>/test/support/esbuild-transform.cjs' },
  // ESM-only packages that the code under test imports have to be transformed as well.
  transformIgnorePatterns: ['/node_modules/(?!(@middy|jose)/)'],
  moduleNameMapper: { '^@middy/([^/]+)$': '<rootDir>/node_modules/@middy/$1/index.js' },
  ...extra,
});

/** Suites are cut by what they need: nothing, a synth, a simulator in process, the local runtime, the AWS emulator. */
module.exports = {
  // Suites that start processes are slow on a busy machine; none asserts a time.
  testTimeout: 60_000,
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/support/slowest-first.cjs',
  globalSetup: '<rootDir>/test/support/templates-of-run.cjs',
  projects: [suite('unit'), suite('infra'), suite('contract'), suite('integration'), suite('crash')],
};
