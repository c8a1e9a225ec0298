import type { RouteGroup } from '#routes/define-group';
import { operations } from '#operations/registry';
import { writingRights } from '#platform/table/table-rights';
import { ownRoutes, routeGroups } from '#routes/registry';
import { functionName } from '../../lib/names';
import {
  account,
  inList,
  inTable,
  keyThrough,
  logsAndTraces,
  mayReadDataKeys,
  mayTake,
  ofSession,
  reading,
  roleOf,
  sessionRoleOf,
  statementsOf,
  writing,
} from './policies';

describe('what functions of own routes may do', () => {
  const used = {
    'data-keys': [mayReadDataKeys('bulk-rows', 'fingerprints'), keyThrough('secretsmanager', ['kms:Decrypt'])],
    'answer-key': [mayReadDataKeys('answers'), keyThrough('secretsmanager', ['kms:Decrypt'])],
    'webhook-key': [mayReadDataKeys('webhook-secrets'), keyThrough('secretsmanager', ['kms:Decrypt'])],
    operations: [
      {
        actions: ['lambda:InvokeFunction'],
        resources: operations
          .filter(({ idempotency }) => idempotency !== 'safe')
          .map(({ id }) => `arn:<AWS::Partition>:lambda:${account}:function:${functionName('example', id)}`),
      },
    ],
    'bulk-writer': [
      {
        actions: ['states:StartExecution'],
        resources: [`arn:<AWS::Partition>:states:${account}:stateMachine:att-example-bulk-writer`],
      },
    ],
  };

  /** Written out here once more, so that nobody gives a group a right without meaning it. */
  const allowed: Record<(typeof routeGroups)[number]['id'], object[]> = {
    'records-read': [
      inTable('GetItem', 'REQUEST#*', 'CALL#*', `SP#${ofSession}`),
      inTable('Query', `SP#${ofSession}`, 'FOUND#*'),
      inList(`REQUESTS#${ofSession}`),
      reading,
    ],
    'orders-read': [
      inTable('GetItem', `SP#${ofSession}`, 'REQUEST#*'),
      inTable('Query', `TIMELINE#*#${ofSession}#*`),
      inList(`ORDERS#${ofSession}`),
      reading,
    ],
    'long-running-read': [
      inTable('GetItem', `SP#${ofSession}`, 'REQUEST#*'),
      inTable('Query', `TIMELINE#*#${ofSession}#*`),
      inList(`PORT-INS#${ofSession}`, `ACTIVATIONS#${ofSession}`, `PDP-PROVISIONINGS#${ofSession}`),
      reading,
    ],
    'tracking-write': [
      inTable('GetItem', `SP#${ofSession}`, 'REQUEST#*'),
      inTable('PutItem', `SP#${ofSession}`, `TIMELINE#*#${ofSession}#*`),
      inTable('UpdateItem', `SP#${ofSession}`),
      writing,
    ],
    'requests-resolve': [inTable('GetItem', 'REQUEST#*'), inTable('UpdateItem', 'REQUEST#*'), writing],
    'events-read': [inTable('Query', `EVENTS#${ofSession}`), reading],
    'webhooks-read': [
      inTable('GetItem', `WEBHOOKS#${ofSession}`),
      inTable('Query', `WEBHOOKS#${ofSession}`, 'DELIVERIES#*'),
      reading,
    ],
    'webhooks-write': [
      inTable('GetItem', `WEBHOOKS#${ofSession}`),
      inTable('Query', `WEBHOOKS#${ofSession}`),
      inTable('PutItem', `WEBHOOKS#${ofSession}`, 'WEBHOOK-TASK#*', `TIMELINE#*#${ofSession}#*`),
      inTable('UpdateItem', `WEBHOOKS#${ofSession}`, `WEBHOOK-SENDS#${ofSession}`),
      writing,
    ],
    'webhooks-delete': [
      inTable('GetItem', `WEBHOOKS#${ofSession}`),
      inTable('DeleteItem', `WEBHOOKS#${ofSession}`),
      writing,
    ],
    'webhooks-send': [
      inTable('GetItem', `WEBHOOKS#${ofSession}`, `WEBHOOK-REDELIVERY#${ofSession}`),
      inList('EVENT#*'),
      inTable('PutItem', 'WEBHOOK-TASK#*', `WEBHOOK-REDELIVERY#${ofSession}`),
      inTable('UpdateItem', `WEBHOOK-SENDS#${ofSession}`),
      writing,
    ],
    'bulk-read': [
      inTable('GetItem', 'BULK-WRITE#*'),
      inTable('Query', 'BULK-WRITE#*'),
      inList(`BULK-WRITES#${ofSession}`),
      reading,
    ],
    'bulk-change': [inTable('GetItem', 'BULK-WRITE#*'), inTable('UpdateItem', 'BULK-WRITE#*'), writing],
    'bulk-create': [
      inTable('GetItem', 'BULK-WRITE#*'),
      inTable('PutItem', 'BULK-WRITE#*'),
      inTable('UpdateItem', 'BULK-WRITE#*'),
      writing,
    ],
  };

  /** What a group uses besides, likewise. */
  const using: Partial<Record<(typeof routeGroups)[number]['id'], object[]>> = {
    'records-read': used['answer-key'],
    'webhooks-write': used['webhook-key'],
    'bulk-change': used['bulk-writer'],
    'bulk-create': [...used['data-keys'], ...used.operations, ...used['bulk-writer']],
  };

  it.each(routeGroups.map(({ id }) => id))(
    '%s: its logs, its traces, what it uses; in a session what its routes do, and nobody’s credentials',
    (id) => {
      expect(statementsOf(roleOf(id))).toEqual([...logsAndTraces, ...(using[id] ?? []), mayTake(id)]);
      expect(statementsOf(sessionRoleOf(id))).toEqual(allowed[id]);
    },
  );

  it('lets no function of own routes read credentials, or anything of the table but by its partition', () => {
    for (const { id } of routeGroups) {
      for (const { actions, resources, condition } of [roleOf(id), sessionRoleOf(id)].flatMap(statementsOf)) {
        for (const resource of resources) expect(resource).not.toMatch(/secret:att-partner-gateway\/example\/[*$]/);
        if (actions.some((action) => action.startsWith('dynamodb:')))
          expect(condition).toMatchObject({
            'ForAllValues:StringLike': {
              'dynamodb:LeadingKeys': expect.arrayContaining([expect.stringMatching(/#(?:\*|\$\{\S+\})$/)]),
            },
          });
      }
    }
  });

  const groups: readonly RouteGroup[] = routeGroups;

  it('serves each own route by one function', () => {
    expect(groups.flatMap(({ routes }) => routes.map(({ id }) => id)).sort()).toEqual(
      ownRoutes.map(({ id }) => id).sort(),
    );
  });

  it('lets nothing delete but what deletes, nothing invoke or seal rows but what takes in bulk writes, and nothing sign but what makes secrets', () => {
    for (const { routes, may, uses = [] } of groups) {
      const isDelete = routes.every(({ method }) => method === 'DELETE');
      expect(may.delete !== undefined).toBe(isDelete);
      const takesIn = routes.some(({ id }) => id === 'create-bulk-write');
      expect(uses.includes('operations') || uses.includes('data-keys')).toBe(takesIn);
      expect(uses.includes('webhook-key')).toBe(routes.some(({ id }) => id === 'rotate-webhook-endpoint-secret'));
    }
  });

  it('lets reads change nothing', () => {
    const changing = groups.filter(
      ({ routes, may }) =>
        routes.some(({ method }) => method === 'GET') && writingRights.some((right) => may[right] !== undefined),
    );
    expect(changing).toEqual([]);
    for (const { routes } of groups) expect(new Set(routes.map(({ method }) => method === 'GET')).size).toBe(1);
  });
});
