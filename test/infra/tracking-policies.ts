import * as z from 'zod';
import { readable, resourcesOf, synthesize } from './synthesized';

const { tracking } = synthesize();

const many = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]);
const roleSchema = z.looseObject({
  Policies: z.array(
    z.object({
      PolicyDocument: z.object({
        Statement: z.array(z.looseObject({ Action: many, Resource: many, Condition: z.unknown().optional() })),
      }),
    }),
  ),
});

/** A function of the tracking stack, by its name within the tenant. */
export const functionOf = (name: string) =>
  resourcesOf(tracking, 'AWS::Lambda::Function').find(
    ({ Properties }) => Properties['FunctionName'] === `att-example-${name}`,
  )!.Properties;

const variables = z.object({ Variables: z.object({ SESSION_ROLE_ARN: z.unknown() }) });

/** What its role allows, as it is read. */
export const statementsOf = (name: string) => allowedBy(functionOf(name)['Role']);

/** What the role allows that it takes to act for one Solution Provider. */
export const sessionStatementsOf = (name: string) =>
  allowedBy(variables.parse(functionOf(name)['Environment']).Variables.SESSION_ROLE_ARN);

const allowedBy = (role: unknown) => {
  const id = /<(\w+)\.Arn>/.exec(readable(role))![1]!;
  return roleSchema
    .parse(tracking.Resources[id]!.Properties)
    .Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .map(({ Action, Resource, Condition }) => ({
      actions: Action.map(readable),
      resources: Resource.map(readable),
      condition: Condition,
    }));
};

export const actionsOf = (name: string): string[] => statementsOf(name).flatMap(({ actions }) => actions);

export const sessionActionsOf = (name: string): string[] => sessionStatementsOf(name).flatMap(({ actions }) => actions);
