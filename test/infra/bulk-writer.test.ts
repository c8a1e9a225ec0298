import validator from 'asl-validator';
import * as z from 'zod';
import { operations } from '#operations/registry';
import { bulkWriterDefinition } from '../../lib/constructs/bulk-writer-definition';
import { readable, resourcesOf, synthesize, type Template } from './synthesized';

const many = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]);
const roleSchema = z.looseObject({
  Policies: z.array(
    z.object({
      PolicyDocument: z.object({ Statement: z.array(z.looseObject({ Action: many, Resource: many })) }),
    }),
  ),
});

const grantsOf = (template: Template, role: unknown): string[] => {
  const id = /<(\w+)\.Arn>/.exec(readable(role))![1]!;
  return roleSchema
    .parse(template.Resources[id]!.Properties)
    .Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      Action.flatMap((action) => Resource.map((resource) => `${readable(action)} ${readable(resource)}`)),
    );
};

const { tracking } = synthesize();
const named = (type: string, name: string) =>
  resourcesOf(tracking, type).find(({ Properties }) => Object.values(Properties).includes(name))!.Properties;
const machine = named('AWS::StepFunctions::StateMachine', 'att-example-bulk-writer');
const worker = named('AWS::Lambda::Function', 'att-example-bulk-writer');
const workArn = 'arn:aws:lambda:us-east-1:111122223333:function:att-example-bulk-writer';
const account = 'us-east-1:<AWS::AccountId>';

describe('the bulk writer’s state machine', () => {
  const definition = bulkWriterDefinition({ workFunctionArn: workArn, partition: 'aws' });

  it('is valid Amazon States Language, JSONPath alone', () => {
    const { isValid, errorsText } = validator(structuredClone(definition));
    expect(errorsText()).toBe('');
    expect(isValid).toBe(true);
    expect(JSON.stringify(definition)).not.toMatch(/QueryLanguage|JSONata|\{%/);
  });

  it('is the definition the local runtime runs, to the letter', () => {
    const synthesized = readable(machine['DefinitionString'])
      .replace(/<BulkWriterFunction\w+\.Arn>/, workArn)
      .replaceAll('<AWS::Partition>', 'aws');
    expect(JSON.parse(synthesized)).toEqual(definition);
  });

  it('tries what fails again and catches it, and waits for a slice longer than the function takes at most', () => {
    for (const state of Object.values(definition.States)) {
      if (!('Retry' in state)) continue;
      expect(state.Retry.at(-1)).toMatchObject({ ErrorEquals: ['States.ALL'], JitterStrategy: 'FULL' });
      expect(state.Catch.at(-1)).toMatchObject({ ErrorEquals: ['States.ALL'], Next: 'Failed' });
    }
    expect(definition.States.Work.TimeoutSeconds).toBeGreaterThan(z.number().parse(worker['Timeout']));
  });

  it('may invoke its function and start itself, and nothing more', () => {
    expect(machine).toMatchObject({ StateMachineType: 'STANDARD', TracingConfiguration: { Enabled: true } });
    expect(grantsOf(tracking, machine['RoleArn']).filter((grant) => !grant.startsWith('xray:'))).toEqual([
      expect.stringMatching(/^lambda:InvokeFunction <BulkWriterFunction\w+\.Arn>$/),
      `states:StartExecution arn:<AWS::Partition>:states:${account}:stateMachine:att-example-bulk-writer`,
    ]);
  });
});

describe('the bulk writer’s function', () => {
  it('invokes the operations that change something, reads the rows’ key, keeps records, and can do no more', () => {
    const grants = grantsOf(tracking, worker['Role']).filter((grant) => !/^(logs|xray|kms|dynamodb):/.test(grant));
    const writes = operations.filter(({ idempotency }) => idempotency !== 'safe');
    expect(grants).toEqual([
      ...writes.map(
        ({ id }) => `lambda:InvokeFunction arn:<AWS::Partition>:lambda:${account}:function:att-example-${id}`,
      ),
      `secretsmanager:GetSecretValue arn:<AWS::Partition>:secretsmanager:${account}:secret:att-partner-gateway/example/bulk-rows-??????`,
    ]);
  });

  it('is told under which names the operations’ functions are', () => {
    expect(worker['Environment']).toMatchObject({
      Variables: { FUNCTION_PREFIX: 'att-example-', SECRET_PREFIX: 'att-partner-gateway/example' },
    });
  });
});
