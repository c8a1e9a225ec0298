import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RouteGroup } from '#routes/define-group';
import { routeGroups } from '#routes/registry';

const runbook = readFileSync(join(__dirname, '../../../docs/runbooks/operation-failing.md'), 'utf8');
const groups: readonly RouteGroup[] = routeGroups;

it('the runbook of a failing operation says which function serves which own routes', () => {
  const told = [...runbook.matchAll(/^\| `([a-z-]+)` +\| ((?:`[a-z-]+`(?:, )?)+) +\|$/gm)].map(([, id, routes]) => [
    id,
    routes?.replaceAll('`', '').split(', '),
  ]);
  expect(told).toEqual(groups.map(({ id, routes }) => [id, routes.map((route) => route.id)]));
});
