import { writeSync } from 'node:fs';
import { appendFile, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openLogFile } from '../../../tools/local/log-file';
import { temporaryDirectory } from '../../support/temporary-directory';

const maximumBytes = 10_000;

describe('the log of the local runtime', () => {
  it('is begun anew when it is long, with the one before beside it, and loses no line', async () => {
    const folder = temporaryDirectory('log-file-');
    const log = await openLogFile(join(folder, 'gateway.log'), maximumBytes);
    let written = 0;
    for (let round = 0; round < 20; round += 1) {
      // As a process does that was given the descriptor.
      for (let line = 0; line < 50; line += 1) writeSync(log.fd, `line ${(written += 1)}\n`.padStart(60));
      await log.rollOver();
      expect((await stat(log.path)).size).toBeLessThanOrEqual(maximumBytes);
    }
    const [before, now] = await Promise.all([readFile(`${log.path}.1`, 'utf8'), readFile(log.path, 'utf8')]);
    const numbers = [...`${before}${now}`.matchAll(/line (\d+)\n/g)].map(([, number]) => Number(number));
    expect(numbers).toEqual(numbers.map((_, index) => written - numbers.length + index + 1));
    expect(numbers.length).toBeGreaterThan(maximumBytes / 60);
    expect(await readdir(folder)).toEqual(['gateway.log', 'gateway.log.1']);
    expect((await stat(`${log.path}.1`)).mode & 0o077).toBe(0);
    await log.close();
  });

  it('goes on where it was', async () => {
    const path = join(temporaryDirectory('log-file-'), 'gateway.log');
    await appendFile(path, 'before\n');
    const log = await openLogFile(path);
    writeSync(log.fd, 'after\n');
    await log.close();
    expect(await readFile(path, 'utf8')).toBe('before\nafter\n');
  });
});
