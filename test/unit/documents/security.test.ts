import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const page = readFileSync(join(root, 'SECURITY.md'), 'utf8');

const named = [...page.matchAll(/\[([^\]]+)\]\((test\/[\w./-]+)\)/g)].map(
  ([, title, file]) => [title!, file!] as const,
);

describe('SECURITY.md', () => {
  it('names a test for every point of OWASP’s list, and for every row of the threat model', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
    const points = rows.filter((line) => /^\| API\d+ /.test(line));
    expect(points.map((line) => /^\| API(\d+)/.exec(line)?.[1])).toEqual(
      Array.from({ length: 10 }, (_, index) => String(index + 1)),
    );
    const threats = page.slice(page.indexOf('## Boundaries'), page.indexOf('## Data inventory')).split('\n');
    const shown = threats.filter(
      (line) => /^\| (?!---)/.test(line) && !/\| test +\|$/i.test(line) && !/^[| -]+$/.test(line),
    );
    expect([...points, ...shown].filter((line) => !line.includes('](test/'))).toEqual([]);
    expect(shown.length).toBeGreaterThan(20);
  });

  it.each(named)('names a test that there is: “%s” in %s', (title, file) => {
    expect(readFileSync(join(root, file), 'utf8')).toContain(title);
  });
});
