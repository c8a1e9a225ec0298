import { ownEnvironment } from '../../../tools/local/own-environment';

describe('the environment of the local functions', () => {
  it('takes no setting, account or proxy from the shell', () => {
    const names = [
      'READ_CACHE_SECONDS',
      'WORKFLOW',
      'WEBHOOK_TARGETS',
      'TENANT',
      'POLLS_PER_MINUTE',
      'AWS_PROFILE',
      'HTTPS_PROXY',
      'http_proxy',
      'NODE_USE_ENV_PROXY',
      'PATH',
    ];
    const shell = Object.fromEntries(names.map((name) => [name, 'from the shell']));
    expect(ownEnvironment(shell)).toEqual({ PATH: 'from the shell' });
  });
});
