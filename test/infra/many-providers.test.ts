import * as z from 'zod';
import { answerBytes, mostAnswerBytes } from '#api/authorizer-answer';
import { scopes } from '#domain/define-operation';
import { mostVariableBytes } from '../../lib/config/check-variables';
import { loadTenant } from '../../lib/config/load-tenant';
import type { Tenant } from '../../lib/config/tenant';
import type { StackKind } from '../../lib/names';
import { tenants } from '../support/stated-contract';
import { anApp } from './app';
import { aTenant, resourcesOf, synthesize, writtenOut, type Template } from './synthesized';

/** With the three families AT&T issues credentials for, and ids as long as its own. */
const providers = (count: number): Tenant['solutionProviders'] =>
  Array.from({ length: count }, (_, at) => ({
    id: `A-${100_000 + at}`,
    families: ['ordering-apex', 'ordering-alliance', 'mobility'],
  }));

const sizeOf = ({ Resources }: Template): number => Object.keys(Resources).length;

const variablesSchema = z.object({ Variables: z.record(z.string(), z.unknown()) });

/** Bytes of the variables of each function as Lambda counts them, with a reference as long as what it may stand for. */
const variableBytes = (template: Template): number[] =>
  resourcesOf(template, 'AWS::Lambda::Function').map(({ Properties }) =>
    Buffer.byteLength(
      JSON.stringify(writtenOut(variablesSchema.parse(Properties['Environment']).Variables)).replaceAll(
        /<[^>]+>/g,
        'x'.repeat(100),
      ),
    ),
  );

describe.each([3, 100, 200])('a tenant of %i Solution Providers with everything a tenant can have', (count) => {
  let stacks: Record<StackKind, Template>;
  let few: Record<StackKind, Template>;
  beforeAll(async () => {
    const stated = await loadTenant('tincan', tenants);
    const withSome = (some: number) =>
      synthesize({
        tenant: { ...stated, lateAnswers: { operations: 'all', seconds: 840 }, solutionProviders: providers(some) },
      });
    stacks = withSome(count);
    few = withSome(1);
  });

  it.each(['data', 'api', 'tracking'] as const)(
    'has as many resources in its %s stack as with one, and no 300',
    (kind) => {
      expect(sizeOf(stacks[kind])).toBe(sizeOf(few[kind]));
      expect(sizeOf(stacks[kind])).toBeLessThan(300);
    },
  );

  it('has variables that Lambda takes, and templates that CloudFormation takes', () => {
    const bytes = Object.values(stacks).flatMap(variableBytes);
    expect(bytes.length).toBeGreaterThan(50);
    expect(Math.max(...bytes)).toBeLessThanOrEqual(mostVariableBytes);
    for (const template of Object.values(stacks)) expect(JSON.stringify(template).length).toBeLessThan(900_000);
  });

  it('may be granted to one client whole', () => {
    const solutionProviders = providers(count).map(({ id }) => id);
    expect(answerBytes({ solutionProviders, scopes: [...scopes] })).toBeLessThanOrEqual(mostAnswerBytes);
  });
});

it('more Solution Providers than the variables hold stop the synth, with what to do', () => {
  expect(() => anApp({ operations: [], tenant: aTenant({ solutionProviders: providers(450) }) })).toThrow(
    /^(authorizer|poller-sweep|reconciler) would have \d+ bytes of variables, .*move some of `solutionProviders` to another tenant/,
  );
});
