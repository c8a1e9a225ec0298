import { authorizerContextOf, callerOf, requireScope, solutionProviderOf } from '#api/caller';
import { defaultCaller, gatewayEvent } from '../../support/gateway-event';
import { problemOf } from '../../support/problem-of';

const codeOf = (action: () => unknown): string => problemOf(action).code;

describe('who calls', () => {
  test('survives the trip from the authorizer through API Gateway', () => {
    const caller = { clientId: 'c', solutionProviders: ['A-06399x', '10067'], scopes: ['ordering:read'] as const };
    expect(callerOf(gatewayEvent({ caller }))).toEqual(caller);
    expect(Object.values(authorizerContextOf(caller)).every((value) => typeof value === 'string')).toBe(true);
  });

  test('with nothing granted stays with nothing granted', () => {
    expect(callerOf(gatewayEvent({ caller: { solutionProviders: [], scopes: [] } }))).toEqual({
      clientId: 'client-a',
      solutionProviders: [],
      scopes: [],
    });
  });

  test.each([null, {}, { clientId: 'c' }, { clientId: 1, solutionProviders: '', scopes: '' }])(
    'is nobody when the authorizer said %j',
    (authorizer) => {
      const event = gatewayEvent();
      event.requestContext.authorizer = authorizer as typeof event.requestContext.authorizer;
      expect(codeOf(() => callerOf(event))).toBe('unauthorized');
    },
  );

  test('has as many calls left as the authorizer said', () => {
    const standing = [{ name: 'daily', quota: 1_000, seconds: 86_400, left: 12, resetSeconds: 600 }] as const;
    const event = gatewayEvent();
    Object.assign(event.requestContext.authorizer, { standing: 'daily:1000:86400:12:600' });
    expect(callerOf(event).standing).toEqual(standing);
    expect(callerOf(gatewayEvent({ caller: { standing } })).standing).toEqual(standing);
    expect(callerOf(gatewayEvent({ caller: { standing: [] } }))).not.toHaveProperty('standing');
  });

  test.each([
    { standing: '' },
    { standing: 'many' },
    { standing: 'burst:10:10:1.5:3' },
    { standing: 'hourly:10:10:1:3' },
    { standing: 1 },
    { disabled: ['A'] },
    { readOnly: null },
    { contact: {} },
  ])('is nobody when the authorizer said what nobody understands: %j', (said) => {
    const event = gatewayEvent();
    Object.assign(event.requestContext.authorizer, said);
    expect(codeOf(() => callerOf(event))).toBe('unauthorized');
  });

  test('is never taken from the call itself', () => {
    const headers = { 'x-client-id': 'boss', clientid: 'boss' };
    expect(callerOf(gatewayEvent({ headers })).clientId).toBe('client-a');
  });
});

describe('what the caller may do', () => {
  test('is exactly the scope granted, and the refusal names the one needed', () => {
    const caller = { ...defaultCaller, scopes: ['ordering:read'] };
    expect(() => requireScope(caller, 'ordering:read')).not.toThrow();
    expect(codeOf(() => requireScope(caller, 'ordering:write'))).toBe('scope-not-granted');
    expect(problemOf(() => requireScope(caller, 'mobility:read')).details.detail).toBe(
      'The operation needs the scope `mobility:read`.',
    );
  });
});

describe('for which Solution Provider', () => {
  const header = 'x-solution-provider-id';
  test.each<[string, string[], Record<string, string>, string]>([
    ['a caller with one needs to name none', ['A'], {}, 'A'],
    ['a caller with one may name it', ['A'], { [header]: 'A' }, 'A'],
    ['a Connector gets the one it names', ['A', 'B', 'C'], { [header]: 'B' }, 'B'],
    ['capitals in the header name do not matter', ['A', 'B'], { 'X-Solution-Provider-Id': 'B' }, 'B'],
    ['spaces around the name do not matter', ['A', 'B'], { [header]: ' B ' }, 'B'],
    ['an empty header is no name', ['A'], { [header]: ' ' }, 'A'],
  ])('%s', (_, solutionProviders, headers, expected) => {
    expect(solutionProviderOf(gatewayEvent({ headers, caller: { solutionProviders } }))).toBe(expected);
  });

  test.each<[string, string[], Record<string, string>, string]>([
    ['a Connector that names none', ['A', 'B'], {}, 'solution-provider-required'],
    ['a Connector with an empty header', ['A', 'B'], { [header]: '' }, 'solution-provider-required'],
    ['one that is not granted', ['A', 'B'], { [header]: 'Z' }, 'solution-provider-not-granted'],
    ['another case of a granted one', ['A'], { [header]: 'a' }, 'solution-provider-not-granted'],
    ['a list of granted ones', ['A', 'B'], { [header]: 'A B' }, 'solution-provider-not-granted'],
    ['a caller without any', [], {}, 'solution-provider-not-granted'],
    ['a caller without any that names one', [], { [header]: 'A' }, 'solution-provider-not-granted'],
    ['a member of Object', ['A'], { [header]: '__proto__' }, 'solution-provider-not-granted'],
  ])('is refused: %s', (_, solutionProviders, headers, code) => {
    expect(codeOf(() => solutionProviderOf(gatewayEvent({ headers, caller: { solutionProviders } })))).toBe(code);
  });
});
