import { header, callIdOf } from '#api/gateway-event';
import { traceHeadersOf } from '#api/trace';
import { gatewayEvent } from '../../support/gateway-event';
import { testSettings } from '../../support/operations';
import { problemOf } from '../../support/problem-of';

const settings = testSettings({ source: 'tenant-source' });
const traceOf = (headers: Record<string, string>) => traceHeadersOf(gatewayEvent({ headers }), settings);

describe('the id a call is known by', () => {
  test.each(['a', 'order-4711', 'a.b:c_d-e', 'x'.repeat(128)])('is the caller’s own: %s', (id) => {
    expect(callIdOf(gatewayEvent({ headers: { 'X-Request-Id': id } }))).toBe(id);
  });

  test.each(['', ' ', 'a b', 'a\r\nset-cookie: x', 'é', '"', 'x'.repeat(129), 'a\n'])(
    'is the gateway’s when the caller’s cannot be repeated safely: %j',
    (id) => {
      expect(callIdOf(gatewayEvent({ headers: { 'x-request-id': id } }))).toBe('gateway-1');
    },
  );

  test('is the gateway’s when there are no headers at all, as in the console’s test call', () => {
    const event = { ...gatewayEvent(), headers: null } as unknown as Parameters<typeof callIdOf>[0];
    expect(callIdOf(event)).toBe('gateway-1');
    expect(header(event, 'x-actor')).toBeUndefined();
  });
});

describe('what AT&T traces a call by', () => {
  test('is what the caller says', () => {
    const headers = { 'X-Trace-Id': 't 1', 'x-transaction-id': 'x-1', Source: 'shop' };
    expect(traceOf(headers)).toEqual({ traceId: 't 1', transactionId: 'x-1', source: 'shop' });
  });

  test('is there when the caller says nothing, and the transaction is a new one each time', () => {
    const [first, second] = [traceOf({}), traceOf({})];
    expect(first).toEqual({
      traceId: 'gateway-1',
      transactionId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      source: 'tenant-source',
    });
    expect(first.transactionId).not.toBe(second.transactionId);
  });

  test('follows the caller’s request id', () => {
    expect(traceOf({ 'x-request-id': 'mine' }).traceId).toBe('mine');
  });

  test('names no source when neither caller nor tenant does', () => {
    expect(traceHeadersOf(gatewayEvent(), testSettings()).source).toBeUndefined();
  });

  describe.each(['x-trace-id', 'x-transaction-id', 'source'])('in %s', (name) => {
    test.each(['', 'a\r\nclient_secret: stolen', 'a\nb', 'a\n', '\0', '\t', 'é', '\x7f', 'x'.repeat(129)])(
      'cannot smuggle anything: %j',
      (value) => {
        const { code, details } = problemOf(() => traceOf({ [name]: value }));
        expect(code).toBe('invalid-request');
        expect(details.errors).toEqual([
          { parameter: `header ${name}`, detail: 'must be 1 to 128 printable ASCII characters' },
        ]);
      },
    );

    test('may be 128 characters long', () => {
      expect(Object.values(traceOf({ [name]: 'x'.repeat(128) }))).toContain('x'.repeat(128));
    });
  });
});
