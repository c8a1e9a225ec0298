import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '#operations/registry';
import type { RouteGroup } from '#routes/define-group';
import { routeGroups } from '#routes/registry';

const page = readFileSync(join(__dirname, '../../../docs/impacts.md'), 'utf8');
const groups: readonly RouteGroup[] = routeGroups;

it('the page of impacts says of every operation and own route which function serves it, and what nobody can do without', () => {
  const told = [...page.matchAll(/^\| `([a-z-]+)` +\| (.+?) +\| `([a-z-]+)` +\|$/gm)].map(([, id, impact, name]) => {
    expect(impact?.length).toBeGreaterThan(15);
    return `${id} ${name}`;
  });
  const wanted = [
    ...operations.map(({ id }) => `${id} ${id}`),
    ...groups.flatMap(({ id, routes }) => routes.map((route) => `${route.id} ${id}`)),
  ];
  expect(told.toSorted()).toEqual(wanted.toSorted());
});
