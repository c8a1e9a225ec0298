import { upstreamRequest, type BoundBinding } from '#att/upstream-request';
import { parseJson } from '#domain/json/parse-json';
import { Problem } from '#domain/problems/problems';

const binding: BoundBinding = {
  baseUrl: 'https://simulator.example.com',
  method: 'POST',
  path: '/cancelPortabilityOrder',
  credentialHeaders: { clientId: 'client_id', clientSecret: 'client_secret' },
  bodyMembers: { portRequestNumber: '{portInId}' },
};

const sent = (overrides: Partial<BoundBinding>, body?: string) =>
  upstreamRequest(
    { ...binding, ...overrides },
    { path: { portInId: 'PORT-1' }, query: {}, ...(body === undefined ? {} : { body: parseJson(body) }) },
    { clientId: 'id', clientSecret: 'secret' },
    { traceId: 'trace', transactionId: 'transaction' },
  );

const bodySent = (overrides: Partial<BoundBinding>, body?: string): unknown =>
  JSON.parse(sent(overrides, body).body ?? 'null');

describe('members that AT&T wants in the body beside the caller’s', () => {
  it.each([
    ['a body', '{ "reasonCode": "CustomerRequest" }', { reasonCode: 'CustomerRequest', portRequestNumber: 'PORT-1' }],
    ['an empty object', '{ }', { portRequestNumber: 'PORT-1' }],
    ['no body', undefined, { portRequestNumber: 'PORT-1' }],
  ])('carry the id of the route when the caller sends %s', (_, body, expected) => {
    expect(bodySent({}, body)).toEqual(expected);
  });

  it.each([
    ['{ "a" : 1.10 }', '{ "a" : 1.10 ,"portRequestNumber":"PORT-1"}'],
    [' {"a":"}"}\n', ' {"a":"}","portRequestNumber":"PORT-1"}\n'],
    [String.raw`{"\u0061":"\/"}`, String.raw`{"\u0061":"\/","portRequestNumber":"PORT-1"}`],
    ['\t{ \n} ', '\t{ \n"portRequestNumber":"PORT-1"} '],
  ])('stand behind the caller’s last one, and his text stays as it is: %j', (body, expected) => {
    expect(sent({}, body).body).toBe(expected);
  });

  it('are what the caller states once, should he state it twice', () => {
    expect(sent({}, '{"portRequestNumber":"PORT-2", "portRequestNumber":"PORT-1"}').body).toBe(
      '{"portRequestNumber":"PORT-1"}',
    );
    expect(() => sent({}, '{"portRequestNumber":"PORT-1", "portRequestNumber":"PORT-2"}')).toThrow(Problem);
  });

  it('leave the id out of AT&T’s address', () => {
    expect(sent({}, '{}').url.href).toBe('https://simulator.example.com/cancelPortabilityOrder');
  });

  it('cannot be turned against the caller’s own id: another value is refused, the same one is sent once', () => {
    expect(() => sent({}, '{"portRequestNumber":"PORT-2"}')).toThrow(Problem);
    expect(sent({}, '{"portRequestNumber":"PORT-1"}').body).toBe('{"portRequestNumber":"PORT-1"}');
  });

  it('hold a value with quotes as text, not as JSON', () => {
    const request = sent({ bodyMembers: { action: '","admin":"{portInId}' } }, '{"a":1}');
    expect(JSON.parse(request.body ?? '')).toEqual({ a: 1, action: '","admin":"PORT-1' });
  });

  it('may be switched off by a tenant with an empty list', () => {
    expect(bodySent({ bodyMembers: {} }, '{"a":1}')).toEqual({ a: 1 });
  });
});
