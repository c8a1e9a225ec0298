import { App, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { functionRoles } from '../../lib/constructs/function-role';

const aStack = () => {
  const stack = new Stack(new App(), 'Stack');
  const logGroup = new LogGroup(stack, 'Logs');
  const roleWith = (...permissions: PolicyStatement[]) =>
    functionRoles(stack, { logGroup, isTraced: true, permissions, inSession: [], acknowledgements: [] }).role;
  return { stack, roleWith };
};

const mayRead = (name: string, sid = 'ReadOrders') =>
  new PolicyStatement({ sid, actions: ['s3:GetObject'], resources: [`arn:aws:s3:::orders/${name}`] });

describe('the role of a function', () => {
  it('is shared by functions of a stack that may do the same', () => {
    const { roleWith } = aStack();
    expect(roleWith(mayRead('a'))).toBe(roleWith(mayRead('a')));
    expect(roleWith(mayRead('a'))).not.toBe(roleWith(mayRead('a'), mayRead('b', 'ReadOthers')));
    expect(aStack().roleWith(mayRead('a'))).not.toBe(roleWith(mayRead('a')));
  });

  it('never allows more than was asked for: two policies cannot have one name', () => {
    const { roleWith } = aStack();
    roleWith(mayRead('a'));
    expect(() => roleWith(mayRead('b'))).toThrow('Two policies that differ are called ReadOrdersRole');
    expect(() => roleWith(mayRead('a'), new PolicyStatement({ actions: ['s3:PutObject'], resources: ['*'] }))).toThrow(
      'ReadOrdersRole',
    );
  });
});
