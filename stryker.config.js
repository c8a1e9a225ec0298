const rooms = process.env.MUTATION_TESTS ?? 'requests,tracking,bulk,polling,webhooks,pushes,api/late-*';

export default {
  mutate: [
    'functions/{requests,tracking,bulk,polling,webhooks,pushes}/**/*.ts',
    'functions/api/{execute-late,late-*}.ts',
  ],
  // Texts for people and patterns of what people type say nothing of an effect at AT&T.
  mutator: { excludedMutations: ['StringLiteral', 'Regex'] },
  testRunner: 'mocha',
  mochaOptions: {
    require: ['./test/support/jest-words.cjs'],
    spec: rooms.split(',').map((room) => `test/unit/${room}{/**/*,}.test.ts`),
  },
  testRunnerNodeArgs: ['--import', 'tsx/cjs'],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  ignoreStatic: true,
  timeoutMS: 15_000,
  dryRunTimeoutMinutes: 60,
  ignorePatterns: ['docs', 'cdk.out', '.local', 'coverage'],
  tempDirName: 'coverage/.stryker',
  reporters: ['progress-append-only', 'clear-text', 'json'],
  jsonReporter: { fileName: 'coverage/mutation/report.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 90, low: 75, break: null },
};
