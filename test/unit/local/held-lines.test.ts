import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { holdLines } from '../../../tools/local/gateway/held-lines';
import { temporaryDirectory } from '../../support/temporary-directory';

const opened: number[] = [];

const streamTo = (path: string, flags = 'a') => {
  const fd = openSync(path, flags);
  opened.push(fd);
  return { fd, write: (text: string | Uint8Array) => writeSync(fd, text.toString()) > 0 };
};

const emptyFile = (): string => {
  const path = join(temporaryDirectory('held-lines-'), 'gateway.log');
  writeFileSync(path, '');
  return path;
};

afterEach(() => {
  for (const fd of opened.splice(0)) closeSync(fd);
});

describe('lines of the log', () => {
  it('are in the file after the turn, in the order in which they were printed to either stream', async () => {
    const path = emptyFile();
    const [out, err] = [streamTo(path), streamTo(path)];
    holdLines([out, err]);
    out.write('1\n');
    out.write(Buffer.from('2 é\n'));
    err.write('3\n');
    out.write('4\n');
    expect(readFileSync(path, 'utf8')).toBe('');
    await turn();
    expect(readFileSync(path, 'utf8')).toBe('1\n2 é\n3\n4\n');
    err.write('5\n');
    await turn();
    expect(readFileSync(path, 'utf8')).toBe('1\n2 é\n3\n4\n5\n');
  });

  it('are written once, by whoever ends the process before the turn is over', async () => {
    const path = emptyFile();
    const out = streamTo(path);
    const writeHeld = holdLines([out]);
    out.write('1\n');
    writeHeld();
    expect(readFileSync(path, 'utf8')).toBe('1\n');
    await turn();
    expect(readFileSync(path, 'utf8')).toBe('1\n');
  });

  it('may be missing, and nothing else comes of it', async () => {
    const path = emptyFile();
    const [broken, sound] = [streamTo(path, 'r'), streamTo(path)];
    holdLines([broken, sound]);
    broken.write('1\n');
    sound.write('2\n');
    await turn();
    expect(readFileSync(path, 'utf8')).toBe('2\n');
  });

  it('are written at once where they go to no file', () => {
    const device = streamTo('/dev/null');
    const { write } = device;
    holdLines([device]);
    expect(device.write).toBe(write);
  });
});
