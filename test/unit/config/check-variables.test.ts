import { checkVariables, mostVariableBytes } from '../../../lib/config/check-variables';

const idsOf = (count: number) => Array.from({ length: count }, (_, at) => `A-${100_000 + at}`).join(' ');

/** What the reconciler of a tenant is told besides: three reads it asks AT&T by, and where everything is. */
const others = {
  TENANT: 'a'.repeat(20),
  TABLE_NAME: '${Token[TOKEN.101]}',
  BINDINGS: JSON.stringify({ 'get-port-in': { method: 'GET', path: '/v1/port-ins/{id}' } }),
};

describe('variables of a function', () => {
  it('may have as many bytes as Lambda takes, written as JSON, and not one more', () => {
    const empty = JSON.stringify({ SOURCE: '' }).length;
    expect(() => checkVariables('one', { SOURCE: 'x'.repeat(mostVariableBytes - empty) })).not.toThrow();
    expect(() => checkVariables('one', { SOURCE: 'x'.repeat(mostVariableBytes - empty + 1) })).toThrow(
      'one would have 4097 bytes of variables, and Lambda takes 4096. SOURCE takes most of it: shorten it in the tenant’s file.',
    );
  });

  it('name 426 Solution Providers with ids of eight characters beside the rest, and the cure for more', () => {
    expect(() => checkVariables('reconciler', { ...others, SOLUTION_PROVIDERS: idsOf(426) })).not.toThrow();
    expect(() => checkVariables('reconciler', { ...others, SOLUTION_PROVIDERS: idsOf(427) })).toThrow(
      'SOLUTION_PROVIDERS takes most of it: move some of `solutionProviders` to another tenant, with a file and a deployment of its own.',
    );
  });

  it('are counted in bytes, quotes as JSON has them, and references as long as they may become', () => {
    const told = (variables: Record<string, string>): number => {
      for (let fill = mostVariableBytes; fill >= 0; fill -= 1) {
        try {
          checkVariables('one', { ...variables, FILL: 'x'.repeat(fill) });
          return mostVariableBytes - fill;
        } catch {
          continue;
        }
      }
      return Number.NaN;
    };
    const empty = told({ A: '' });
    expect(told({ A: '"' })).toBe(empty + 2);
    expect(told({ A: 'é' })).toBe(empty + 2);
    expect(told({ A: 'arn:${Token[AWS.Partition.9]}:x' })).toBe(empty + 106);
  });

  it('say of every setting that grows with the tenant’s file what to change', () => {
    const large = 'x'.repeat(mostVariableBytes);
    const cureOf = (name: string): string => {
      try {
        checkVariables('one', { [name]: large });
      } catch (error) {
        return String(error);
      }
      return '';
    };
    expect(cureOf('BINDINGS')).toContain('state shorter base URLs or paths in `bindings`');
    expect(cureOf('LATE_ANSWERS')).toContain('`lateAnswers.operations`');
    expect(cureOf('PUSH_SOURCES')).toContain('`pushes.sources`');
    expect(cureOf('PORT_IN_SLA')).toContain('`polling.portInSla`');
  });
});
