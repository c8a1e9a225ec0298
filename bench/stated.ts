import { loadTenant } from '../lib/config/load-tenant';
import { statedContract, tenants } from '../test/support/stated-contract';

/** The tenant whose AT&T says everything otherwise than the gateway does. */
const tenant = 'tincan';
export const { bindings: statements } = await loadTenant(tenant, tenants);
export const { contract } = await statedContract(tenant);

const order = {
  ctn: '+12125550120',
  desiredDue: '2026-11-06T15:30:00+0000',
  ref: 'port-1001',
};
const answered = { ...order, orderNo: 'PORT-0000000020', status: 'SUBMITTED', received: '2026-11-05T09:00:00+0000' };

/** What functions of that tenant are asked and answered, as docs/tincan.md shows it. */
export const statedExamples = {
  'stated/list-port-ins': {
    body: undefined,
    answer: { status: 200, body: { errorCode: '0', result: 'OK', order: [answered] } },
  },
  'stated/request-port-in': {
    body: {
      order: { ...order, ban: '6500001287300000002', letterOfAgency: { signed: '2026-11-05T09:00:00+0000' } },
      losingCarrier: {
        carrier: 'Sample Wireless',
        acct: '900012345',
        passcode: '482913',
        billTo: { postcode: '10001' },
      },
      identity: {
        given: 'Kim',
        family: 'Example',
        premises: { line1: '100 Example Avenue', town: 'New York', region: 'NY', postcode: '10001' },
      },
    },
    answer: { status: 200, body: { errorCode: '0', result: 'OK', order: answered } },
  },
};

export const isStated = (contender: string): contender is keyof typeof statedExamples => contender in statedExamples;
