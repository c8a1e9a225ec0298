import { CfnOutput, CfnParameter, type Stack } from 'aws-cdk-lib';

/** What a deployment talks to. */
export type Environment = 'uat' | 'production' | 'simulator';

/**
 * Ties a stack to what it talks to. CloudFormation keeps the parameter’s value from the first deployment on, and refuses an
 * update whose template names another: else what was stored of one environment would be worked on, and sent, in the other.
 */
export const keepEnvironment = (stack: Stack, environment: Environment): void => {
  const parameter = new CfnParameter(stack, 'TalksTo', {
    description: 'What this stack talks to, from its first deployment on',
    default: environment,
    allowedPattern: `^${environment}$`,
    constraintDescription:
      `this stack was deployed for another environment than ${environment}, and keeps what is of that one. ` +
      `For ${environment} make a tenant of its own (docs/operating.md, "Another environment")`,
  });
  new CfnOutput(stack, 'Environment', { value: parameter.valueAsString, description: 'What the stack talks to' });
};
