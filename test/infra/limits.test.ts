import * as z from 'zod';
import { clientCalls } from '#platform/table/keys';
import { writingRights } from '#platform/table/table-rights';
import { authorizersRights } from '../../lib/constructs/client-limits';
import { functionName } from '../../lib/names';
import { anApp } from './app';
import { aTenant, functionIds, readable, resourcesOf, synthesize, type Template } from './synthesized';

const reserved = { accountLimit: 1_000, functions: { authorizer: 30 } };
const usual = synthesize();
const roles = Object.values(usual).flatMap((template) => resourcesOf(template, 'AWS::IAM::Role')).length;
const { api: unlimited } = synthesize({ tenant: aTenant({ clientLimits: null }) });
const reserving = synthesize({
  tenant: aTenant({ reservedConcurrency: reserved, accountRoles: { ofOthers: 1_000 - roles } }),
});

const functionIn = (template: Template, id: string) =>
  resourcesOf(template, 'AWS::Lambda::Function').find(
    ({ Properties }) => Properties['FunctionName'] === functionName('example', id),
  )!;

const environmentOf = (template: Template, id: string) =>
  z.object({ Variables: z.record(z.string(), z.unknown()) }).parse(functionIn(template, id).Properties['Environment'])
    .Variables;

/** For how many seconds API Gateway takes an answer of the authorizer’s for the same token. */
const answersKeptIn = (template: Template): unknown =>
  /"authorizerResultTtlInSeconds":(\d+)/
    .exec(JSON.stringify(resourcesOf(template, 'AWS::ApiGateway::RestApi')))
    ?.slice(1)
    .map(Number)[0];

const policyOf = (template: Template, id: string): string => {
  const role = /<(\w+)\.Arn>/.exec(readable(functionIn(template, id).Properties['Role']))![1]!;
  return JSON.stringify(template.Resources[role]!.Properties['Policies']);
};

describe('limits of clients', () => {
  it('are known to the authorizer, which counts calls and does nothing else that is written', () => {
    expect(environmentOf(usual.api, 'authorizer')).toMatchObject({
      CLIENT_LIMITS: '{"perSecond":25,"perDay":500000}',
    });
    const { update, ...others } = authorizersRights({ clientLimits: { perSecond: 25, perDay: 500_000 } }).rights;
    expect([update, writingRights.filter((right) => right in others)]).toEqual([[clientCalls], []]);
    expect(policyOf(usual.api, 'authorizer')).toMatch(/"dynamodb:UpdateItem".*"CLIENT-CALLS#\*"/);
  });

  it.each(functionIds)('are nothing to %s: what calls are left it is told with each', (id) => {
    expect(environmentOf(usual.api, id)).not.toHaveProperty('CLIENT_LIMITS');
    expect(policyOf(usual.api, id)).not.toContain('CLIENT-CALLS#');
  });

  it('have the authorizer asked about every call; where the tenant has none it counts nothing, and is asked once in 45 seconds', () => {
    expect(answersKeptIn(usual.api)).toBe(0);
    expect(answersKeptIn(unlimited)).toBe(45);
    expect(environmentOf(unlimited, 'authorizer')).not.toHaveProperty('CLIENT_LIMITS');
    expect(JSON.stringify(unlimited)).not.toContain('CLIENT-CALLS#');
    expect(policyOf(unlimited, 'authorizer')).not.toContain('dynamodb:UpdateItem');
  });

  it.each<[object, string]>([
    [{ perSecond: 0 }, 'clientLimits.perSecond:'],
    [{ perSecond: 401 }, 'clientLimits.perSecond:'],
    [{ perDay: 0 }, 'clientLimits.perDay:'],
    [{ perHour: 1 }, 'clientLimits: Unrecognized key'],
  ])('are refused as %j', (clientLimits, reason) => {
    expect(() => aTenant({ clientLimits })).toThrow(reason);
  });
});

describe('concurrency', () => {
  const reservedIn = (...templates: Template[]) =>
    Object.fromEntries(
      templates
        .flatMap((template) => resourcesOf(template, 'AWS::Lambda::Function'))
        .flatMap(({ Properties }) =>
          Properties['ReservedConcurrentExecutions'] === undefined
            ? []
            : [[Properties['FunctionName'], Properties['ReservedConcurrentExecutions']]],
        ),
    ) as Record<string, number>;

  it('is reserved for nobody unless the tenant says so: a new account could not be deployed to', () => {
    expect(reservedIn(usual.api, usual.tracking)).toEqual({});
  });

  it('is reserved for the authorizer and for what goes on in the background, as the tenant says', () => {
    const names = { authorizer: 30, 'event-publisher': 10, 'webhook-sender': 20, 'status-poller': 10 };
    const all = { ...names, 'bulk-writer': 10, reconciler: 2, 'poller-sweep': 2, 'sighting-keeper': 10 };
    expect(reservedIn(reserving.api, reserving.tracking)).toEqual(
      Object.fromEntries(Object.entries(all).map(([name, count]) => [functionName('example', name), count])),
    );
  });

  it('is not less for the sender than its queue hands out', () => {
    const [messages] = resourcesOf(usual.tracking, 'AWS::Lambda::EventSourceMapping').filter(
      ({ Properties }) => Properties['ScalingConfig'] !== undefined,
    );
    const { MaximumConcurrency } = z
      .object({ MaximumConcurrency: z.number() })
      .parse(messages!.Properties['ScalingConfig']);
    expect(reservedIn(reserving.tracking)[functionName('example', 'webhook-sender')]).toBe(MaximumConcurrency);
    expect(() =>
      aTenant({ reservedConcurrency: { accountLimit: 1_000, functions: { 'webhook-sender': 19 } } }),
    ).toThrow('reservedConcurrency.functions.webhook-sender: must be at least 20');
  });

  it.each([
    [{ accountLimit: 10 }, 'must be at least 264: 164 are reserved'],
    [{ accountLimit: 263 }, 'must be at least 264'],
    [{ accountLimit: 250, reservedByOthers: 100 }, 'must be at least 364: 264 are reserved'],
  ])('that AWS would refuse stops the synth: %j', (reservedConcurrency, reason) => {
    expect(() => aTenant({ reservedConcurrency })).toThrow(`reservedConcurrency.accountLimit: ${reason}`);
    expect(() => aTenant({ reservedConcurrency: { accountLimit: 264 } })).not.toThrow();
  });
});

describe('roles of the account', () => {
  it('that are left are enough when they are as many as are deployed; one less stops the synth and says what to do', () => {
    expect(resourcesOf(reserving.api, 'AWS::IAM::Role')).toHaveLength(resourcesOf(usual.api, 'AWS::IAM::Role').length);
    const accountRoles = { ofOthers: 1_001 - roles };
    expect(() => anApp({ tenant: aTenant({ accountRoles }) })).toThrow(
      `accountRoles: ${roles} roles are needed and ${roles - 1} are left of 1000. Ask for more at Service Quotas`,
    );
  });

  it('hold at least fourteen tenants of the usual kind, and as many more as Service Quotas gives', () => {
    expect(roles).toBeLessThanOrEqual(1_000 / 14);
  });
});
