/** What a process needs of the machine it runs on. */
const passedOn: ReadonlySet<string> = new Set([
  'PATH',
  'HOME',
  'TMPDIR',
  'TMP',
  'TEMP',
  'LANG',
  'LC_ALL',
  'TZ',
  'SystemRoot',
  'NODE_OPTIONS',
  'NODE_V8_COVERAGE',
]);

/** The developer’s environment as far as functions may see it: nothing of an AWS account, of proxies or of our own settings. */
export const ownEnvironment = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => passedOn.has(name)));
