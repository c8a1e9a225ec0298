import * as z from 'zod';
import type { Operation } from '#domain/define-operation';
import { operations as registered } from '#operations/registry';
import { keepsRecords, operationEntryOf } from '#domain/operation-entry';
import { functionName } from '../../lib/names';
import { aTenant, readable, resourcesOf, synthesize, type Template } from './synthesized';

const operations: readonly Operation[] = registered;
const variables = z.object({ Variables: z.record(z.string(), z.unknown()) });

const functionOf = (api: Template, id: string) =>
  resourcesOf(api, 'AWS::Lambda::Function').find(
    ({ Properties }) => Properties['FunctionName'] === functionName('example', id),
  )!;

const environmentOf = (api: Template, id: string) =>
  variables.parse(functionOf(api, id).Properties['Environment']).Variables;

/** Of the role that its function takes to act for one Solution Provider. */
const roleTextOf = (api: Template, id: string): string => {
  const role = /<(\w+)\.Arn>/.exec(readable(environmentOf(api, id)['SESSION_ROLE_ARN']))![1]!;
  return JSON.stringify(api.Resources[role]!.Properties['Policies']);
};

const { api: off } = synthesize();
const { api: on } = synthesize({ tenant: aTenant({ readCacheSeconds: 5 }) });

describe('answers kept for a moment', () => {
  it('are off by default: no function knows of them', () => {
    for (const { id } of operations) expect(environmentOf(off, id)).not.toHaveProperty('READ_CACHE_SECONDS');
    expect(aTenant().readCacheSeconds).toBe(0);
  });

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s takes part if it may be kept, or changes what may be',
    (id, operation) => {
      const takesPart =
        operation.cacheable !== undefined || (operation.family === 'mobility' && operation.idempotency !== 'safe');
      expect(environmentOf(on, id)['READ_CACHE_SECONDS']).toBe(takesPart ? '5' : undefined);
      if (takesPart) expect(environmentOf(on, id)).toHaveProperty('TABLE_NAME');
    },
  );

  it.each(operations.filter(({ cacheable }) => cacheable).map((operation) => [operation.id, operation] as const))(
    '%s may look at marks, and its handler does',
    (id, operation) => {
      if (!keepsRecords(operation)) {
        expect(roleTextOf(on, id)).toContain(
          '"dynamodb:LeadingKeys":["CHANGED#${aws:PrincipalTag/SolutionProvider}#*"]',
        );
        expect(roleTextOf(on, id)).not.toContain('dynamodb:PutItem');
        expect(roleTextOf(off, id)).not.toContain('CHANGED#');
      }
      expect(['cachedRead', 'trackedRead']).toContain(operationEntryOf(operation).handler);
    },
  );

  it('are reads that nobody polls', () => {
    for (const { cacheable, idempotency, longRunning: progress, order } of operations) {
      if (cacheable) expect([idempotency, progress, order]).toEqual(['safe', undefined, undefined]);
    }
  });

  it.each([-1, 61, 1.5])('are not kept for %s seconds', (readCacheSeconds) => {
    expect(() => aTenant({ readCacheSeconds })).toThrow('readCacheSeconds:');
  });
});
