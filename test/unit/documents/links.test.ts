import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../../..');
const pages = globSync('{*.md,{docs,functions,lib,tools,test,bench,tenants}/**/*.md}', {
  cwd: root,
  // What the bench has built holds other people’s packages.
  exclude: (name) => name === 'node_modules' || name === '.build',
});

const linksIn = (page: string): string[] =>
  [
    ...readFileSync(join(root, page), 'utf8')
      .replaceAll(/```[\s\S]*?```/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ]
    .map(([, link = '']) => link.replace(/#.*$/, ''))
    .filter((link) => link !== '' && !/^[a-z]+:/.test(link));

it('every link of a page to a file of the repository leads to one', () => {
  const links = pages.flatMap((page) => linksIn(page).map((link) => [page, link] as const));
  expect(links.length).toBeGreaterThan(300);
  expect(pages).toContain('CHANGELOG.md');
  expect(links.filter(([page, link]) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
});

it('nothing is told twice in the changelog', () => {
  const begun = [...readFileSync(join(root, 'CHANGELOG.md'), 'utf8').matchAll(/^- (.{60})/gm)].map(([, text]) => text);
  expect(begun.filter((text, at) => begun.indexOf(text) < at)).toEqual([]);
});
