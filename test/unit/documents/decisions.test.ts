import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../../../docs/decisions');
const pages = readdirSync(folder).filter((name) => name !== 'README.md');
const index = readFileSync(join(folder, 'README.md'), 'utf8');
const listed = [...index.matchAll(/^\| \[(\d{4})\]\(([^)]+)\) +\|.*\| (\w+) +\|$/gm)];

describe('docs/decisions/README.md', () => {
  it('lists every page once, by its number', () => {
    expect(listed.map(([, , page]) => page)).toEqual(pages.toSorted());
    for (const [, number, page] of listed) expect(page?.slice(0, 4)).toBe(number);
  });

  it.each(listed.map(([, , page = '', status = '']) => [page, status]))('says how %s stands: %s', (page, status) => {
    const own = /^Status: (.+)$/m.exec(readFileSync(join(folder, page), 'utf8'))?.[1];
    // A page without a line of its own is as it was accepted.
    const stands = own?.includes('amended') ? 'amended' : (/^\w+/.exec(own ?? 'accepted')?.[0] ?? '');
    expect(['accepted', 'amended', 'superseded']).toContain(status);
    expect(stands).toBe(status);
  });
});
