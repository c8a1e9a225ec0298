import { operations } from '#operations/registry';
import type { Operation } from '#domain/define-operation';
import {
  inTable,
  keyThrough,
  logsAndTraces,
  mayReadDataKeys,
  reading,
  roleOf,
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
      'Of functions that may: log, trace, read mobility credentials, read fingerprint and answer key, keep records and tracked',
    );
    expect(descriptionOf('authorizer')).toBe('Of functions that may: log, trace, read grants and count calls');
    expect(descriptionOf('sighting-keeper')).toBe('Of functions that may: log, trace, keep sightings');
    for (const name of names) expect(descriptionOf(name)).toMatch(/^Of functions that may: log, trace, [a-z ,]+$/);
  });

  /** Written out here once more, so that nobody gives operations a right without meaning it. */
  const inTheTable = {
    'write of what is followed': [
      inTable('GetItem', 'REQUEST#*', 'SP#*', 'POLL#*'),
      inTable('Query', 'SIGHTED#*'),
      inTable('PutItem', 'REQUEST#*', 'CALL#*', 'SP#*', 'TIMELINE#*', 'POLL#*'),
      inTable('BatchWriteItem', 'REQUEST#*', 'POLL#*', 'SP#*'),
      inTable('UpdateItem', 'REQUEST#*', 'SP#*'),
      writing,
    ],
    'write of a line': [
      inTable('GetItem', 'REQUEST#*', 'SP#*'),
      inTable('Query', 'SIGHTED#*'),
      inTable('PutItem', 'REQUEST#*', 'CALL#*', 'SP#*'),
      inTable('BatchWriteItem', 'REQUEST#*', 'SP#*'),
      inTable('UpdateItem', 'REQUEST#*', 'SP#*'),
      writing,
    ],
    'write of anything else': [
      inTable('GetItem', 'REQUEST#*'),
      inTable('PutItem', 'REQUEST#*', 'CALL#*'),
      inTable('UpdateItem', 'REQUEST#*'),
      writing,
    ],
    'read of what is followed': [inTable('GetItem', 'REQUEST#*', 'SP#*', 'POLL#*'), reading],
    'read of a line': [inTable('GetItem', 'REQUEST#*', 'SP#*'), reading],
    'read of anything else': [],
  };
  const tableUseOf = ({ idempotency, order, longRunning, line }: Operation): keyof typeof inTheTable => {
    const kind = idempotency === 'safe' ? 'read' : 'write';
    if (order ?? longRunning) return `${kind} of what is followed`;
    return line ? `${kind} of a line` : `${kind} of anything else`;
  };

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s: its logs, its traces, the secrets of its API family, the keys of fingerprints and kept answers if it writes, its records if it keeps any, and nothing more',
    (id, operation) => {
      expect(statementsOf(roleOf(id))).toEqual([
        ...logsAndTraces,
        {
          actions: ['secretsmanager:GetSecretValue'],
          resources: [
            `arn:<AWS::Partition>:secretsmanager:us-east-1:<AWS::AccountId>:secret:att-partner-gateway/example/*/${operation.family}-??????`,
          ],
        },
        ...(operation.idempotency === 'safe' ? [] : [mayReadDataKeys('fingerprints', 'answers')]),
        keyThrough('secretsmanager', ['kms:Decrypt']),
        ...inTheTable[tableUseOf(operation)],
        ...(/^read of (what is followed|a line)$/.test(tableUseOf(operation))
          ? [{ actions: ['lambda:InvokeFunction'], resources: [`<${keeper}.Arn>`] }]
          : []),
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
