import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fingerprintsOf, keySecret, keySecretName } from '../../../support/data-keys';
import { fakeSecretsManager } from '../../../support/fakes';

const runbook = readFileSync('docs/runbooks/rotate-data-keys.md', 'utf8');
const [rotation, clearing, ...more] = [...runbook.matchAll(/^node -e '\n(.*?)^'/gms)].map(([, script]) => script!);

/** What a script of the runbook makes of a secret, run as an operator runs it. */
const madeBy = (script: string | undefined, secret: string): string =>
  execFileSync(process.execPath, ['-e', script ?? ''], { input: secret, encoding: 'utf8' });

const processWith = (secret: string) => fingerprintsOf(fakeSecretsManager({ [keySecretName('fingerprints')]: secret }));

describe('the runbook’s scripts', () => {
  it('put a new key in use and keep those before, however often', async () => {
    const first = keySecret();
    const rotated = madeBy(rotation, first);
    const print = await processWith(first).of('{"pin":"4711"}', 'req_1');
    const after = processWith(rotated);
    expect(await after.matches(print, '{"pin":"4711"}', 'req_1')).toBe(true);
    expect(await after.matches(print, '{"pin":"4712"}', 'req_1')).toBe(false);
    expect(await after.of('{"pin":"4711"}', 'req_1')).toMatch(/^\d{8}T\d+Z\.[\w-]{43}$/);
    const twice = processWith(madeBy(rotation, rotated));
    expect(await twice.matches(print, '{"pin":"4711"}', 'req_1')).toBe(true);
  });

  it('take the old ones out, and there are no others', async () => {
    const rotated = madeBy(rotation, keySecret());
    const print = await processWith(rotated).of('{}', 'req_1');
    const cleared = madeBy(clearing, rotated);
    expect(cleared).not.toContain('previous');
    expect(await processWith(cleared).matches(print, '{}', 'req_1')).toBe(true);
    expect(more).toEqual([]);
  });
});
