import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '#operations/registry';
import type { RouteGroup } from '#routes/define-group';
import { routeGroups } from '#routes/registry';
import { functionsSchema } from '../../../lib/config/reserved-concurrency';

it('the runbook of reserved concurrency has a row for every function that some can be reserved for', () => {
  const runbook = readFileSync(join(__dirname, '../../../docs/runbooks/reserve-concurrency.md'), 'utf8');
  const rows = [...runbook.matchAll(/^ *\| `([a-z-]+)` +\|/gm)].map(([, name]) => name);
  expect(rows.toSorted()).toEqual(Object.keys(functionsSchema.shape).toSorted());
});

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
