import { operations } from '#operations/registry';
import type { Operation } from '#domain/define-operation';
import {
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
import { functionIds, resourcesOf, synthesize } from './synthesized';

const { api, data, monitoring } = synthesize();

const [keeper = ''] = Object.keys(api.Resources).filter(
  (id) => api.Resources[id]!.Properties['FunctionName'] === 'att-example-sighting-keeper',
);

describe('what functions may do', () => {
  const names = ['authorizer', 'sighting-keeper', ...functionIds];

  it('gives functions the same role exactly if they may do the same, and no policy beside it', () => {
    const roles = [...new Set(names.map(roleOf))];
    const policies = roles.map((role) => JSON.stringify(statementsOf(role)));
    expect(new Set(policies).size).toBe(roles.length);
    for (const template of [api, data, monitoring]) expect(resourcesOf(template, 'AWS::IAM::Policy')).toEqual([]);
  });

  it('says in each role’s description what it is for', () => {
    const descriptionOf = (name: string) => api.Resources[roleOf(name)]!.Properties['Description'];
    expect(descriptionOf('request-port-in')).toBe(
      'Of functions that may: log, trace, read fingerprint and answer key; for one Solution Provider at a time: read mobility credentials, keep records and tracked',
    );
    expect(api.Resources[sessionRoleOf('request-port-in')]!.Properties['Description']).toBe(
      'For one Solution Provider at a time: read mobility credentials, keep records and tracked',
    );
    expect(descriptionOf('authorizer')).toBe('Of functions that may: log, trace, read grants and count calls');
    expect(descriptionOf('sighting-keeper')).toBe('Of functions that may: log, trace, keep sightings');
    for (const name of names)
      expect(descriptionOf(name)).toMatch(
        /^Of functions that may: log, trace(, [a-z ,]+)?(; for one Solution Provider at a time: [a-z ,]+)?$/,
      );
  });

  const own = {
    items: `SP#${ofSession}`,
    polls: `POLL#${ofSession}#*#*`,
    sightings: `SIGHTED#${ofSession}`,
    timelines: `TIMELINE#*#${ofSession}#*`,
  };

  /** Written out here once more, so that nobody gives operations a right without meaning it. */
  const inTheTable = {
    'write of what is followed': [
      inTable('GetItem', 'REQUEST#*', own.items, own.polls),
      inTable('Query', own.sightings),
      inTable('PutItem', 'REQUEST#*', 'CALL#*', own.items, own.timelines, own.polls),
      inTable('BatchWriteItem', 'REQUEST#*', own.polls, own.items),
      inTable('UpdateItem', 'REQUEST#*', own.items),
      writing,
    ],
    'write of a line': [
      inTable('GetItem', 'REQUEST#*', own.items),
      inTable('Query', own.sightings),
      inTable('PutItem', 'REQUEST#*', 'CALL#*', own.items),
      inTable('BatchWriteItem', 'REQUEST#*', own.items),
      inTable('UpdateItem', 'REQUEST#*', own.items),
      writing,
    ],
    'write of anything else': [
      inTable('GetItem', 'REQUEST#*'),
      inTable('PutItem', 'REQUEST#*', 'CALL#*'),
      inTable('UpdateItem', 'REQUEST#*'),
      writing,
    ],
    'read of what is followed': [inTable('GetItem', 'REQUEST#*', own.items, own.polls), reading],
    'read of a line': [inTable('GetItem', 'REQUEST#*', own.items), reading],
    'read of anything else': [],
  };
  const tableUseOf = ({ idempotency, order, longRunning, line }: Operation): keyof typeof inTheTable => {
    const kind = idempotency === 'safe' ? 'read' : 'write';
    if (order ?? longRunning) return `${kind} of what is followed`;
    return line ? `${kind} of a line` : `${kind} of anything else`;
  };

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s: its logs, its traces, the keys of fingerprints and kept answers if it writes; in a session the secrets of its API family, its records if it keeps any, and nothing more',
    (id, operation) => {
      const use = tableUseOf(operation);
      expect(statementsOf(roleOf(id))).toEqual([
        ...logsAndTraces,
        ...(operation.idempotency === 'safe'
          ? []
          : [mayReadDataKeys('fingerprints', 'answers'), keyThrough('secretsmanager', ['kms:Decrypt'])]),
        ...(/^read of (what is followed|a line)$/.test(use)
          ? [{ actions: ['lambda:InvokeFunction'], resources: [`<${keeper}.Arn>`] }]
          : []),
        mayTake(id),
      ]);
      expect(statementsOf(sessionRoleOf(id))).toEqual([
        {
          actions: ['secretsmanager:GetSecretValue'],
          resources: [
            `arn:<AWS::Partition>:secretsmanager:us-east-1:<AWS::AccountId>:secret:att-partner-gateway/example/${ofSession}/${operation.family}-??????`,
          ],
        },
        keyThrough('secretsmanager', ['kms:Decrypt']),
        ...inTheTable[use],
      ]);
    },
  );

  it('lets the keeper of sightings put them, and nothing else', () => {
    expect(statementsOf(roleOf('sighting-keeper'))).toEqual([
      ...logsAndTraces,
      inTable('PutItem', 'SIGHTED#*'),
      writing,
    ]);
  });

  it('lets the authorizer read grants and restrictions, count calls of clients, and nothing else of the table', () => {
    expect(statementsOf(roleOf('authorizer'))).toEqual([
      ...logsAndTraces,
      inTable('GetItem', 'CLIENT#*', 'RESTRICTIONS*'),
      inTable('UpdateItem', 'CLIENT-CALLS#*'),
      writing,
    ]);
  });

  it('lets the gateway invoke the functions that are there', () => {
    const roles = Object.keys(api.Resources).filter((id) => id.startsWith('InvokingRole'));
    const invoked = roles.flatMap((role) => {
      const [invoke, ...more] = statementsOf(role);
      expect(more).toEqual([]);
      expect(invoke!.actions).toEqual(['lambda:InvokeFunction']);
      // IAM refuses more than 10,240 characters of inline policy in a role; an ARN here is at most 115.
      expect(invoke!.resources.length * 120).toBeLessThan(10_000);
      return invoke!.resources;
    });
    expect(new Set(invoked).size).toBe(invoked.length);
    // What keeps sightings is no route’s.
    expect(invoked).toHaveLength(resourcesOf(api, 'AWS::Lambda::Function').length - 1);
    for (const resource of invoked) expect(resource).toMatch(/^<\w+\.Arn>$/);
    expect(invoked).not.toContain(`<${keeper}.Arn>`);
  });
});
