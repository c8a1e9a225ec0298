import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Level } from 'level';
import { makeFolder, openDataDir, tablePath } from '../../../tools/local/data-dir';
import { temporaryDirectory } from '../../support/temporary-directory';

describe('the data folder', () => {
  it('is made with everything above it, and may be there already', async () => {
    const path = join(temporaryDirectory('data-dir-'), 'a', 'b', 'c');
    await makeFolder(path);
    await makeFolder(path);
    expect(await readdir(join(path, '..'))).toEqual(['c']);
  });

  it('that cannot be made is said in a sentence', async () => {
    const file = join(temporaryDirectory('data-dir-'), 'file');
    await writeFile(file, '');
    for (const path of ['/proc/nope', '/proc/nope/below', file, join(file, 'below')]) {
      await expect(makeFolder(path)).rejects.toThrow(/cannot be made \(E\w+\)\. Name another with --data-dir\.$/);
    }
  });

  it('that another runtime uses is not touched', async () => {
    const dataDir = temporaryDirectory('data-dir-');
    const other = new Level(tablePath(dataDir));
    await other.open();
    await expect(openDataDir(dataDir)).rejects.toThrow(/is used by another runtime/);
    await other.close();
    await expect(openDataDir(dataDir)).resolves.toBeUndefined();
  });

  it('with a damaged table is said in a sentence', async () => {
    const dataDir = temporaryDirectory('data-dir-');
    await mkdir(tablePath(dataDir));
    await writeFile(join(tablePath(dataDir), 'CURRENT'), 'MANIFEST-000009\n');
    await expect(openDataDir(dataDir)).rejects.toThrow(/cannot be opened \(LEVEL_\w+\)\. Remove/);
  });
});
