import type { Operation } from '#domain/define-operation';
import { operations } from '#operations/registry';
import { ownRoutes } from '#routes/registry';
import { functionName, type StackKind } from '../../lib/names';
import { resourcesOf, synthesize, writtenOut, type Template } from './synthesized';

/** Resources a stack may have, of the 500 CloudFormation takes: so the next capabilities fit in without a move. */
const budgets: Record<StackKind, number> = { data: 50, api: 300, tracking: 100, monitoring: 200 };

const kinds = Object.keys(budgets) as StackKind[];
const size = (template: Template) => Object.keys(template.Resources).length;

const thirtyMore = operations.slice(0, 30).map((operation): Operation => ({
  ...operation,
  id: `made-up-${operation.id}`,
  path: `/v1/made-up/${operation.id}`,
  request: {},
}));

const now = synthesize();
const later = synthesize({ operations: [...operations, ...thirtyMore] });

describe('resources per stack', () => {
  it('are counted with everything that is deployed', () => {
    const functions = resourcesOf(now.api, 'AWS::Lambda::Function').map(({ Properties }) => Properties['FunctionName']);
    for (const { id } of operations) expect(functions).toContain(functionName('example', id));
    const body = JSON.stringify(now.api);
    for (const { id } of ownRoutes) expect(body).toContain(`"operationId":"${id}"`);
    expect(size(later.monitoring)).toBe(size(now.monitoring));
    expect(thirtyMore).toHaveLength(30);
    expect(size(later.api)).toBeGreaterThanOrEqual(size(now.api) + 30);
  });

  it.each(kinds)('stay within the budget of the %s stack, with thirty operations more as well', (kind) => {
    expect(size(now[kind])).toBeLessThan(budgets[kind]);
    expect(size(later[kind])).toBeLessThan(budgets[kind]);
  });

  it.each(kinds)('make no template of the %s stack that CloudFormation would refuse for its 1 MB', (kind) => {
    // As the CDK writes it: `suppressTemplateIndentation` in cdk.json.
    expect(JSON.stringify(later[kind]).length).toBeLessThan(900_000);
  });

  it('need no role more for an operation that may do what others may', () => {
    const roles = ({ api }: Record<StackKind, Template>) => resourcesOf(api, 'AWS::IAM::Role').length;
    expect(roles(later)).toBeLessThanOrEqual(roles(now) + 1);
  });

  it('have no role whose policy IAM would refuse for its 10,240 characters', () => {
    for (const template of Object.values(later)) {
      for (const { Properties } of resourcesOf(template, 'AWS::IAM::Role')) {
        const policies = JSON.stringify(writtenOut(Properties['Policies'] ?? []))
          .replace(/<AWS::Partition>/g, 'aws-us-gov')
          .replace(/<AWS::AccountId>/g, '111122223333')
          // The longest of what is left is the ARN of a function.
          .replace(/<[^>]+>/g, 'a'.repeat(115));
        expect(policies.length).toBeLessThan(10_240);
      }
    }
  });
});
