import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuseAtt } from '../../../account/deploy';
import { isRun, newRun, stacksOf } from '../../../account/run-id';
import { parseTenant } from '../../../../lib/config/tenant';
import { temporaryDirectory } from '../../../support/temporary-directory';

describe('a run in an account', () => {
  it('has another name each time, which a tenant may have', () => {
    const [one, other] = [newRun(), newRun()];
    expect(one).not.toBe(other);
    for (const run of [one, other]) {
      expect(isRun(run)).toBe(true);
      const provider = { id: '10067', families: ['mobility'] };
      const stated = { tenant: run, environment: 'uat', region: 'us-east-1', solutionProviders: [provider] };
      expect(parseTenant(stated, 'test').tenant).toBe(run);
    }
  });

  it.each(['example', 'smoke-', 'smoke-12345678-2', 'smoke-1234567', 'SMOKE-12345678', 'smoke-*'])(
    'is not called %s, so that nothing of that name is deleted',
    (name) => expect(isRun(name)).toBe(false),
  );

  it('deletes the data stack after those that use it, and AT&T’s double last', () => {
    expect(stacksOf('smoke-00000000').map((name) => name.split('-').at(-1))).toEqual([
      'monitoring',
      'tracking',
      'api',
      'data',
      'simulator',
    ]);
  });

  it('deploys nothing that names a host of AT&T’s', () => {
    const folder = temporaryDirectory('refuse-att-');
    writeFileSync(join(folder, 'a.template.json'), JSON.stringify({ url: 'https://double.example.com/x' }));
    expect(() => refuseAtt(folder)).not.toThrow();
    writeFileSync(join(folder, 'b.template.json'), JSON.stringify({ url: 'https://api-uat.att.com/x' }));
    expect(() => refuseAtt(folder)).toThrow('b.template.json names https://api-uat.att.com');
  });
});
