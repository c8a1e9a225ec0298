import { Tags, type Stack } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyDocument, Role, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { sessionTag } from '#platform/aws/sessions';

/** The Solution Provider that a session is for, as policies write it. A session without one has none of what they allow. */
export const ofSession = `\${aws:PrincipalTag/${sessionTag}}`;

/** What roles of functions carry that may take a session role: whose name, which no other has in the account. */
const takesTag = 'Takes';

/**
 * What functions may do for one Solution Provider at a time: they take this role in a session that carries its id, and policies
 * compare that to keys and names. Roles of functions alone can take it, those that name it in a tag, and with one Solution Provider’s
 * id and nothing else. It cannot take itself for another one.
 */
export class SessionRole extends Role {
  private readonly ownName: string;

  constructor(stack: Stack, id: string, description: string, statements: readonly PolicyStatement[]) {
    const ownName = `${stack.stackName}/${id}`;
    super(stack, id, {
      description,
      assumedBy: new AccountPrincipal(stack.account)
        .withConditions({
          StringEquals: { [`aws:PrincipalTag/${takesTag}`]: ownName },
          StringLike: { [`aws:RequestTag/${sessionTag}`]: '?*' },
          'ForAllValues:StringEquals': { 'aws:TagKeys': [sessionTag] },
        })
        .withSessionTags(),
      inlinePolicies: { session: new PolicyDocument({ statements: [...statements] }) },
    });
    this.ownName = ownName;
  }

  /** Has functions with that role able to take this one, as far as its own policy lets them. */
  letTake(role: Role): void {
    Tags.of(role).add(takesTag, this.ownName);
  }
}
