import { operations } from '#operations/registry';
import { synthesize, type Template } from './synthesized';

const budget = 450;
const size = (template: Template) => Object.keys(template.Resources).length;

describe('resources per stack', () => {
  const templates = Object.values(synthesize());

  it('stay within the budget', () => {
    for (const template of templates) expect(size(template)).toBeLessThan(budget);
  });

  it('stay below CloudFormation’s 500 with a dozen more operations', () => {
    const more = operations.slice(0, 16).map((operation) => ({
      ...operation,
      id: `x${operation.id}`,
      path: `/v1/more/${operation.id}` as const,
    }));
    for (const template of Object.values(synthesize({ operations: [...operations, ...more] })))
      expect(size(template)).toBeLessThan(500);
  });

  it('stay below the 1 MB CloudFormation takes as a template', () => {
    for (const template of templates) expect(JSON.stringify(template, null, 1).length).toBeLessThan(900_000);
  });
});
