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

/** What its role allows, as it is read. */
export const statementsOf = (name: string) => {
  const id = /<(\w+)\.Arn>/.exec(readable(functionOf(name)['Role']))![1]!;
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
