import tseslint from 'typescript-eslint';

/** Rooms of functions/, bottom to top. A room imports from the floors below its own and from nowhere else. */
const floors = [
  ['domain'],
  ['operations', 'platform'],
  ['att'],
  ['requests', 'read-cache'],
  ['tracking', 'api'],
  ['bulk', 'events', 'polling'],
  ['webhooks', 'pushes', 'drift'],
  ['routes'],
  ['entry'],
];

const standsAlone = {
  group: ['**/lib/**', '**/tools/**', '**/sdk/**', 'aws-cdk-lib', 'aws-cdk-lib/*', 'constructs'],
  message: 'functions/ stands alone.',
};

/** Only this file makes clients of AWS services. */
const clientFactory = 'functions/entry/aws-clients.ts';
const withinTimeLimit = {
  selector: "NewExpression[callee.name=/Client$/]:not(:has(CallExpression[callee.name='within']))",
  message: 'Give it a time limit, by `within` of platform/aws: one without waits for ever for an answer.',
};
/** Only this file reads the environment. */
const environmentReader = 'functions/entry/process.ts';

const rulesOfRooms = floors.flatMap((rooms, floor) =>
  rooms.map((room) => ({
    files: [`functions/${room}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            standsAlone,
            ...floors
              .slice(floor)
              .flat()
              .filter((other) => other !== room)
              .map((other) => ({
                regex: `^#${other}/`,
                message: `${room}/ is on a lower floor than ${other}/, or beside it: docs/architecture.md.`,
              })),
          ],
        },
      ],
    },
  })),
);

export default tseslint.config(
  { ignores: ['node_modules', 'cdk.out', 'coverage', 'bench/.build', '.local', '.venv', 'test/support/releases'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '*.cjs', 'test/support/*.cjs', 'bench/*.cjs', 'bin/*.mjs'] },
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // It takes a fifth of the linter’s time, and no enum is declared here. What is deployed is made with the CDK’s: see lib/ below.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      'no-console': 'error',
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
    },
  },
  // What runs in Lambda knows nothing of how it is deployed or played locally.
  ...rulesOfRooms,
  {
    files: ['functions/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier[imported.name='z']",
          message: "Write `import * as z from 'zod'`: 355 KB less per function.",
        },
        {
          selector: 'NewExpression[callee.name=/Client$/]',
          message: `The SDK’s clients of AWS services are made in ${clientFactory}, where each has a time limit.`,
        },
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: `${environmentReader} reads the environment, by the codec of platform/environment.ts.`,
        },
        {
          selector:
            "MemberExpression[object.name='Date'][property.name='now'], NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Be given the clock: the composition hands over `businessNow` or `wireNow` of platform/clock.ts.',
        },
      ],
    },
  },
  { files: [environmentReader], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: [clientFactory, 'lib/**/*.ts', 'bin/**/*.ts', 'tools/**/*.ts', 'bench/*.ts'],
    rules: { 'no-restricted-syntax': ['error', withinTimeLimit] },
  },
  { files: ['lib/**/*.ts'], rules: { '@typescript-eslint/no-unsafe-enum-assignment': 'error' } },
  {
    files: ['tools/**/*.ts', 'bench/**/*.ts', 'bin/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  // Data, not code: cut in two they would only import each other.
  { files: ['functions/domain/**/*-table.ts'], rules: { 'max-lines': 'off' } },
  { files: ['**/*.cjs', '**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
