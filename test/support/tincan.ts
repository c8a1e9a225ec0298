import type { WireAnswer } from '#att/transport';
import { demoCredentials } from '../../tools/simulator/credentials';
import { tincanBase } from '../../tools/simulator/dialects/tincan/tincan';
import type { Simulator } from '../../tools/simulator/simulator';
import { send } from './simulator-client';

const { clientId, clientSecret } = demoCredentials('mobility', '10006');

const tincanHeaders = {
  'content-type': 'application/json',
  'x-app-id': clientId,
  'x-app-key': clientSecret,
};

/** One call in Tincan’s words. @param call e.g. `GET /mobility/lines` */
export const askTincan = (
  simulator: Simulator,
  call: string,
  body?: string | object,
  headers: Record<string, string> = {},
): Promise<WireAnswer> => {
  const [method = '', path = ''] = call.split(' ');
  return send(`${simulator.url}${tincanBase}${path}`, {
    method,
    headers: { ...tincanHeaders, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
};

export const portOrders = '/mobility/lnp/v7/orders';

/** A good port order. */
export const portOrderOf = (ctn: string): object => ({
  order: { ctn: `+1${ctn}`, ban: '6500012873000000027', desiredDue: '2026-11-20T15:30:00+0000', rush: 'N' },
  losingCarrier: { carrier: 'Sample Wireless', acct: '900012345', passcode: '482913', billTo: { postcode: '10001' } },
  identity: {
    given: 'Kim',
    family: 'Example',
    ssnLast4: '1234',
    premises: { line1: '100 Example Avenue', town: 'New York', region: 'NY', postcode: '10001' },
  },
});
