import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notedGate } from '../../../bench/gate';
import { temporaryDirectory } from '../../support/temporary-directory';

const note = (parts: object = {}): string =>
  JSON.stringify({ commit: '0123456789abcdef', seconds: 840, cores: 2, at: '2026-11-02T12:00:00Z', ...parts });

it('is what the last gate took, where it was of what is here now', () => {
  expect(notedGate(note(), (commit) => commit === '0123456789abcdef')).toEqual({
    value: 14,
    note: '`.ci/run` of 2026-11-02, commit 01234567',
  });
});

it.each([
  ['no gate has passed', undefined, true, /^no `\.ci\/run` has passed here/],
  ['it was of another commit', note(), false, /another commit, 01234567/],
  ['it had other cores', note({ cores: 8 }), true, /8 cores/],
])('is no figure where %s', (_, noted, isAsOf, why) => {
  expect(notedGate(noted, () => isAsOf)).toEqual({ value: null, notMeasured: expect.stringMatching(why) as string });
});

describe('.ci/run', () => {
  const script = readFileSync(join(__dirname, '../../../.ci/run'), 'utf8');

  /** A gate over a repository of its own, where every npm script passes, or fails. */
  const gate = (npm: 'true' | 'false', change?: (directory: string) => void): string | undefined => {
    const directory = temporaryDirectory('gate-');
    const at = (command: string, ...args: string[]) =>
      spawnSync(command, args, {
        cwd: directory,
        env: {
          ...process.env,
          PATH: `${directory}/bin:${process.env['PATH'] ?? ''}`,
          ...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_AUTHOR_NAME: 'Kim', GIT_COMMITTER_NAME: 'Kim' },
          ...{ GIT_AUTHOR_EMAIL: 'kim@example.com', GIT_COMMITTER_EMAIL: 'kim@example.com' },
        },
        encoding: 'utf8',
      });
    for (const name of ['bin', '.ci']) mkdirSync(join(directory, name));
    writeFileSync(join(directory, '.gitignore'), '.local/\n');
    writeFileSync(join(directory, 'bin/npm'), `#!/bin/sh\n[ "$1" = ci ] || ${npm}\n`, { mode: 0o755 });
    writeFileSync(join(directory, '.ci/run'), script, { mode: 0o755 });
    for (const args of [
      ['init', '-q'],
      ['add', '-A'],
      ['commit', '-qm', 'made up'],
    ])
      at('git', ...args);
    change?.(directory);
    at('bash', '.ci/run');
    const commit = at('git', 'rev-parse', 'HEAD').stdout.trim();
    const { stdout } = at('cat', '.local/gate.json');
    return stdout === '' ? undefined : stdout.replace(commit, 'HEAD');
  };

  it('notes the time of a gate that passed, with the commit it was of', () => {
    const noted = gate('true');
    expect(JSON.parse(noted ?? '')).toMatchObject({ commit: 'HEAD', cores: expect.any(Number) as number });
  });

  it('notes nothing of one that failed, or of what no commit has', () => {
    expect(gate('false')).toBeUndefined();
    expect(gate('true', (directory) => writeFileSync(join(directory, 'other'), ''))).toBeUndefined();
  });
});
