import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { callOf, proxyEventOf } from '../../../tools/local/gateway/proxy-event';

const eventFor = (query: string, rawHeaders: string[] = []) => {
  const message = new IncomingMessage(new Socket());
  message.rawHeaders = rawHeaders;
  const match = { resource: { path: '/v1/x', methods: new Map() }, parameters: {} };
  const authorizer = Object.assign({} as Record<string, string>, { principalId: 'x', integrationLatency: 0 });
  return proxyEventOf(callOf(message, { stage: 'uat', mount: '/uat', path: '/v1/x', query, match }), authorizer, '');
};

/** What every JavaScript object has by itself. */
const inherited = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

describe('a call as API Gateway hands it over', () => {
  it.each(inherited)('has a query parameter %s as any other', (name) => {
    const { queryStringParameters, multiValueQueryStringParameters } = eventFor(`${name}=1&${name}=2&a=3`);
    expect(Object.entries(queryStringParameters ?? {})).toEqual([
      [name, '2'],
      ['a', '3'],
    ]);
    expect(Object.entries(multiValueQueryStringParameters ?? {})).toEqual([
      [name, ['1', '2']],
      ['a', ['3']],
    ]);
  });

  it.each(inherited)('has a header %s as any other', (name) => {
    const { headers, multiValueHeaders } = eventFor('', [name, '1', name.toUpperCase(), '2']);
    expect(Object.entries(headers)).toContainEqual([name, '2']);
    expect(Object.entries(multiValueHeaders)).toContainEqual([name, ['1', '2']]);
  });
});
