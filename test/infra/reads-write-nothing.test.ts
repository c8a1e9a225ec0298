import { operations } from '#operations/registry';
import { writingRights } from '#platform/table/table-rights';
import { routeGroups } from '#routes/registry';
import { aTenant, synthesize } from './synthesized';
import { accountOf } from './iam/account';
import { tableCall } from './iam/calls';
import { readsOf } from './iam/reads';

const late = { operations: ['request-port-in'], seconds: 300 };

describe.each([
  ['as a tenant usually is', aTenant({})],
  ['where answers are kept, and some are late', aTenant({ readCacheSeconds: 10, lateAnswers: late })],
  ['where clients are not limited', aTenant({ clientLimits: null })],
])('the role of what reads for a caller, %s', (_, tenant) => {
  const { isRead } = readsOf(tenant);
  const account = accountOf(synthesize({ tenant }), tenant.tenant);
  const reads = account.functions.filter(isRead);
  const actionsOf = ({ role, session }: (typeof reads)[number]): string[] =>
    [role, session ?? []]
      .flat()
      .flatMap((one) => account.roles.get(one)!.Statement.flatMap(({ Action }) => Action as string | string[]));

  it('names no action that writes in the table, whatever of', () => {
    const writes = writingRights.map((right) => tableCall('', right, '').action);
    const named = reads.flatMap((one) =>
      actionsOf(one).flatMap((action) => (writes.includes(action) ? [`${one.name}: ${action}`] : [])),
    );
    expect(named).toEqual([]);
    expect(reads.filter((one) => JSON.stringify(actionsOf(one)).includes('*'))).toEqual([]);
    // What they are allowed in a session is among it.
    expect(reads.flatMap(actionsOf)).toContain('secretsmanager:GetSecretValue');
  });

  it('is that of every read: no route of one shares a function with what changes something', () => {
    const safe = operations.filter(({ idempotency }) => idempotency === 'safe');
    const reading = routeGroups.filter(({ routes }) => routes.some(({ method }) => method === 'GET'));
    for (const { routes } of reading) expect(routes.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(reads).toHaveLength(safe.length + reading.length);
  });
});
