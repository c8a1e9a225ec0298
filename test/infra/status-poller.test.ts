import validator from 'asl-validator';
import * as z from 'zod';
import { operations } from '#operations/registry';
import { comparedReads } from '#operations/compared-reads';
import { polledReads } from '#operations/polled-reads';
import { backgroundHandlers } from '../../lib/bundle-handlers';
import { statusPollerDefinition } from '../../lib/constructs/status-poller-definition';
import { aTenant, readable, resourcesOf, synthesize, type Template } from './synthesized';

const functionSchema = z.looseObject({
  FunctionName: z.string(),
  Timeout: z.number(),
  Role: z.unknown(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});

const functionOf = (template: Template, name: string) =>
  resourcesOf(template, 'AWS::Lambda::Function')
    .map(({ Properties }) => functionSchema.parse(Properties))
    .find(({ FunctionName }) => FunctionName === `att-example-${name}`)!;

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

const { tracking } = synthesize({ simulatorUrl: 'https://simulator.example' });
const machine = resourcesOf(tracking, 'AWS::StepFunctions::StateMachine').find(
  ({ Properties }) => Properties['StateMachineName'] === 'att-example-status-poller',
)!.Properties;
const pollArn = 'arn:aws:lambda:us-east-1:111122223333:function:att-example-status-poller';
const machineArn = 'arn:<AWS::Partition>:states:us-east-1:<AWS::AccountId>:stateMachine:att-example-status-poller';

const hosts = { uat: ['att.example'] };

describe('the status poller’s state machine', () => {
  const definition = statusPollerDefinition({ pollFunctionArn: pollArn, partition: 'aws' });

  it('is valid Amazon States Language', () => {
    const { isValid, errorsText } = validator(structuredClone(definition));
    expect(errorsText()).toBe('');
    expect(isValid).toBe(true);
  });

  it('is the definition the local runtime runs, to the letter', () => {
    const synthesized = readable(machine['DefinitionString'])
      .replace(/<StatusPollerFunction\w+\.Arn>/, pollArn)
      .replaceAll('<AWS::Partition>', 'aws');
    expect(JSON.parse(synthesized)).toEqual(definition);
  });

  it('uses JSONPath alone', () => {
    expect(JSON.stringify(definition)).not.toMatch(/QueryLanguage|JSONata|\{%/);
  });

  it('has no state that can fail without being tried again and caught', () => {
    for (const state of Object.values(definition.States)) {
      if (!('Retry' in state)) continue;
      expect(state.Retry.at(-1)).toMatchObject({ ErrorEquals: ['States.ALL'], JitterStrategy: 'FULL' });
      expect(state.Catch.at(-1)).toMatchObject({ ErrorEquals: ['States.ALL'], Next: 'Failed' });
    }
  });

  it('gives a poll longer than the function takes at most', () => {
    expect(definition.States.Poll.TimeoutSeconds).toBeGreaterThan(functionOf(tracking, 'status-poller').Timeout);
  });

  it('is of the kind that lasts a year, and traced', () => {
    expect(machine).toMatchObject({
      StateMachineType: 'STANDARD',
      StateMachineName: 'att-example-status-poller',
      TracingConfiguration: { Enabled: true },
    });
  });

  it('may invoke its function and start itself, and nothing more', () => {
    expect(grantsOf(tracking, machine['RoleArn']).filter((grant) => !grant.startsWith('xray:'))).toEqual([
      expect.stringMatching(/^lambda:InvokeFunction <StatusPollerFunction\w+\.Arn>$/),
      `states:StartExecution ${machineArn}`,
    ]);
  });
});

describe('functions that run when no partner calls', () => {
  it.each(backgroundHandlers)('%s: is deployed', (name) => {
    expect(functionOf(tracking, name)).toBeDefined();
  });

  const bindingsOf = (name: string): string[] => {
    const { BINDINGS } = functionOf(tracking, name).Environment.Variables;
    return Object.keys(z.record(z.string(), z.unknown()).parse(JSON.parse(z.string().parse(BINDINGS))));
  };

  it('know the addresses of the reads they make, and of nothing else', () => {
    const readBacks = operations.flatMap(({ readBack }) => (readBack ? [readBack.by.id] : []));
    expect(bindingsOf('status-poller').toSorted()).toEqual(
      // By the last a line is read when an operator asks.
      [...polledReads.map(({ id }) => id), 'get-line-details'].toSorted(),
    );
    expect(bindingsOf('drift-report').toSorted()).toEqual(comparedReads.map(({ id }) => id).toSorted());
    // No write of APEX Ordering is read back; by this its credentials are tried.
    const tries = ['apex-look-up-end-customer'];
    expect(bindingsOf('reconciler').toSorted()).toEqual([...new Set([...readBacks, ...tries])].toSorted());
  });

  it.each(backgroundHandlers)('%s: has variables within Lambda’s 4 KB', (name) => {
    const variables = JSON.stringify(functionOf(tracking, name).Environment.Variables);
    // References become names and ARNs of at most 200 characters.
    expect(Buffer.byteLength(variables)).toBeLessThan(3_900);
  });

  it('are told how often to ask AT&T, and by when port-ins are due, as the tenant has it', () => {
    const told = (stacks: ReturnType<typeof synthesize>) => ({
      pollsPerMinute: functionOf(stacks.tracking, 'status-poller').Environment.Variables['POLLS_PER_MINUTE'],
      portInSla: [
        functionOf(stacks.tracking, 'reconciler'),
        ...['request-port-in', 'get-port-in'].map((id) => functionOf(stacks.api, id)),
      ].map(({ Environment }) => Environment.Variables['PORT_IN_SLA']),
    });
    const usual = JSON.stringify(['simple', 'non-simple']);
    expect(told(synthesize())).toEqual({ pollsPerMinute: '120', portInSla: [usual, usual, usual] });
    const portInSla = [{ counts: 'hours' as const, hours: 2.5, opens: '08:00', closes: '20:00' }, 'simple' as const];
    const own = JSON.stringify(portInSla);
    const tenant = aTenant({ polling: { pollsPerMinute: 30, portInSla } });
    expect(told(synthesize({ tenant }))).toEqual({ pollsPerMinute: '30', portInSla: [own, own, own] });
  });

  it('are not told of a read that is not bound', () => {
    const bindings = functionOf(synthesize().tracking, 'status-poller').Environment.Variables['BINDINGS'];
    // The one read AT&T prints a host of, for UAT.
    expect(Object.keys(z.looseObject({}).parse(JSON.parse(z.string().parse(bindings))))).toEqual([
      'apex-get-enrichment-status',
    ]);
  });

  it('are what tracked items are said to be followed by: exactly the reads that are bound', () => {
    const path = operations.find(({ id }) => id === 'get-port-in')!.binding.path;
    const bindings = { 'get-port-in': { baseUrl: 'https://att.example', path, answer: 'as-documented' as const } };
    const { api: bound, tracking: asking } = synthesize({ tenant: aTenant({ hosts, bindings }) });
    const told = z.string().parse(functionOf(bound, 'long-running-read').Environment.Variables['BOUND_READS']);
    const asked = z.string().parse(functionOf(asking, 'status-poller').Environment.Variables['BINDINGS']);
    expect([told.split(' '), Object.keys(z.looseObject({}).parse(JSON.parse(asked)))]).toEqual([
      ['apex-get-enrichment-status', 'get-port-in'],
      ['apex-get-enrichment-status', 'get-port-in'],
    ]);
  });

  it('refuse bindings that do not fit, at synth', () => {
    const bindings = Object.fromEntries(
      operations
        .filter(({ polled }) => polled)
        .map(({ id, binding: { path } }) => [
          id,
          { baseUrl: `https://att.example/${'x'.repeat(700)}`, path, answer: 'as-documented' as const },
        ]),
    );
    expect(() => synthesize({ tenant: aTenant({ hosts, bindings }) })).toThrow(
      /^status-poller would have \d+ bytes of variables.*state shorter base URLs or paths/,
    );
  });

  /** By its own role, and by the one it takes for one Solution Provider. */
  const grants = (name: string): string[] => {
    const { Role, Environment } = functionOf(tracking, name);
    return [Role, Environment.Variables['SESSION_ROLE_ARN'] ?? []].flat().flatMap((role) => grantsOf(tracking, role));
  };

  it('may read the credentials of the families they read, and start executions only in the sweep', () => {
    const ofTheSessions = /^secretsmanager:GetSecretValue .*\/\$\{aws:PrincipalTag\/SolutionProvider\}\/([\w-]+)-\?+$/;
    const secrets = (name: string): string[] => grants(name).flatMap((grant) => ofTheSessions.exec(grant)?.[1] ?? []);
    expect(secrets('status-poller')).toEqual(['ordering-apex', 'ordering-alliance', 'mobility']);
    expect(secrets('reconciler')).toEqual(['ordering-alliance', 'mobility', 'ordering-apex']);
    expect(secrets('poller-sweep')).toEqual([]);
    const starts = (name: string): string[] => grants(name).filter((grant) => grant.startsWith('states:'));
    expect(starts('poller-sweep')).toEqual([
      `states:StartExecution ${machineArn}`,
      `states:StartExecution ${machineArn.replace('status-poller', 'bulk-writer')}`,
    ]);
    expect([...starts('status-poller'), ...starts('reconciler')]).toEqual([]);
  });

  it('may not scan the table', () => {
    for (const name of backgroundHandlers) expect(grants(name).join(' ')).not.toContain('dynamodb:Scan');
  });

  it('run on a schedule, and a failed run is not repeated', () => {
    const rules = resourcesOf(tracking, 'AWS::Events::Rule').filter(
      ({ Properties }) => Properties['ScheduleExpression'] !== undefined,
    );
    const rates = rules.map(({ Properties }) => Properties['ScheduleExpression']);
    expect(rates.toSorted()).toEqual(['rate(1 minute)', 'rate(2 minutes)', 'rate(5 minutes)']);
    for (const { Properties } of rules) expect(JSON.stringify(Properties)).toContain('"MaximumRetryAttempts":0');
  });

  it('go through every Solution Provider of the tenant', () => {
    for (const name of ['poller-sweep', 'reconciler'])
      expect(functionOf(tracking, name).Environment.Variables['SOLUTION_PROVIDERS']).toBe('A-06399x 10067 10006');
  });
});
