import type { OperationId } from '#operations/registry';
import { lines } from '../../tools/simulator/behaviours/mobility/lines';
import { imeiOf } from './imei';
import { solutionProvider } from './gateway-rig';
import { portOrderOf } from './tincan';
import { activationOf, type TincanGateway } from './tincan-gateway';

export interface Parts {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: object;
}

/** What is followed after it, and how it stands in the end. */
interface Followed {
  kind: 'port-in' | 'service-activation' | 'pdp-provisioning';
  /** Of what the call is about. */
  id: (answer: string, parts: Parts) => string;
  ends: readonly string[];
}

/** One operation of Tincan’s: how it is called of the first, second, third … thing it can be about, and what AT&T gets. */
export interface TincanCall {
  parts: (gateway: TincanGateway, subject: number) => Promise<Parts> | Parts;
  /** Method, path and query that the reference prints, below the base. */
  at: (parts: Parts) => string;
  /** Members that the statement puts behind the caller’s. */
  beside?: (parts: Parts) => object;
  followed?: Followed;
  /** What is known of the line afterwards, as its route shows it. */
  line?: object;
}

const orders = '/lnp/v7/orders';
const account = '6500012873000000027';
const numberOf = (subject: number, ending = '0188'): string => `${211 + subject}555${ending}`;

/** @returns its number with all digits */
const digitsIn = (text: string, member: string): string =>
  new RegExp(`"${member}":"?([\\w-]+)`).exec(text)?.[1] ?? `no ${member} in ${text}`;

const made = async (gateway: TincanGateway, id: OperationId, body: object, member: string): Promise<string> => {
  const answer = await gateway.call(id, {
    body,
    key: crypto.randomUUID(),
    headers: { 'x-actor': 'operator', 'x-reason': 'customer request' },
  });
  expect(answer.status).toBe(200);
  return digitsIn(answer.text, member);
};

const day = (gateway: TincanGateway, ahead: number): string =>
  new Date(gateway.now() + ahead * 86_400_000).toISOString().slice(0, 10);

const portIn = (gateway: TincanGateway, number: string): Promise<string> =>
  made(gateway, 'request-port-in', portOrderOf(number), 'orderNo');

const activation = (subject: number): object =>
  activationOf(imeiOf('35209900', `00${4000 + subject}`), `8901410320000000${5000 + subject}`);

const batch = (number: string): object => ({
  batch: { apnName: 'example.apn', item: [{ ctn: `+1${number}`, fixedIp: '203.0.113.7' }] },
});

const lineOf = (gateway: TincanGateway, number: string, status = 'active'): string => {
  gateway.att.simulation.world.set(lines, solutionProvider, number, {
    ...{ billingAccountNumber: '287300000002', status },
  });
  return number;
};

const lineChange = (before: string, transition: string, status: string): TincanCall => ({
  parts: (gateway, subject) => ({
    path: { subscriberNumber: lineOf(gateway, numberOf(subject, '0150'), before) },
    body: { why: 'CustomerRequest' },
  }),
  at: ({ path }) => `PUT /lines/${path!['subscriberNumber']}/state`,
  beside: () => ({ transition }),
  line: { status },
});

const portInId = (_: string, { path }: Parts): string => path!['portInId']!;

/** By operation, every one that the tenant states. */
export const tincanCalls: Readonly<Partial<Record<OperationId, TincanCall>>> = {
  'request-port-in': {
    parts: (_, subject) => ({ body: portOrderOf(numberOf(subject)) }),
    at: () => `POST ${orders}`,
    followed: { kind: 'port-in', id: (answer) => digitsIn(answer, 'orderNo'), ends: ['completed'] },
  },
  'update-port-in': {
    parts: async (gateway, subject) => {
      const id = await portIn(gateway, numberOf(subject, '0142'));
      gateway.advance('PT9H');
      await gateway.call('get-port-in', { path: { portInId: id } });
      return {
        path: { portInId: id },
        body: { order: { desiredDue: `${day(gateway, 3)}T15:30:00+0000` }, losingCarrier: { passcode: '777777' } },
      };
    },
    at: ({ path }) => `POST ${orders}/${path!['portInId']}/supplement`,
    followed: { kind: 'port-in', id: portInId, ends: ['completed'] },
  },
  'cancel-port-in': {
    parts: async (gateway, subject) => ({
      path: { portInId: await portIn(gateway, numberOf(subject)) },
      body: { why: 'CustomerRequest' },
    }),
    at: ({ path }) => `POST ${orders}/${path!['portInId']}/withdrawal`,
    followed: { kind: 'port-in', id: portInId, ends: ['cancelled'] },
  },
  'get-port-in': {
    parts: async (gateway, subject) => ({ path: { portInId: await portIn(gateway, numberOf(subject)) } }),
    at: ({ path }) => `GET ${orders}/${path!['portInId']}`,
  },
  'list-port-ins': {
    parts: async (gateway, subject) => {
      await portIn(gateway, numberOf(subject));
      return { query: { subscriberNumber: numberOf(subject) } };
    },
    at: ({ query }) => `GET ${orders}?ctn=${query!['subscriberNumber']}`,
  },
  'activate-service': {
    parts: (_, subject) => ({ body: activation(subject) }),
    at: () => 'POST /ordering/v4/productOrder',
    followed: { kind: 'service-activation', id: (answer) => digitsIn(answer, 'id'), ends: ['active'] },
  },
  'get-service-activation': {
    parts: async (gateway, subject) => ({
      path: { activationId: await made(gateway, 'activate-service', activation(subject), 'id') },
    }),
    at: () => 'POST /ordering/v4/productOrder/inquiry',
    beside: ({ path }) => ({ productOrderId: path!['activationId'] }),
  },
  'list-service-activations': {
    parts: async (gateway, subject) => {
      const { resource } = activation(subject) as { resource: [{ iccid: string }] };
      await made(gateway, 'activate-service', activation(subject), 'id');
      return { query: { sim: resource[0].iccid } };
    },
    at: ({ query }) => `GET /ordering/v4/productOrder?iccid=${query!['sim']}`,
  },
  'get-line-details': {
    parts: (gateway, subject) => ({ query: { subscriberNumber: lineOf(gateway, numberOf(subject)) } }),
    at: ({ query }) => `GET /lines/${query!['subscriberNumber']}`,
  },
  'list-subscribers': {
    parts: () => ({ query: { billingAccountNumber: account } }),
    at: () => `GET /lines?ban=${account}`,
  },
  'suspend-subscriber': lineChange('active', 'BAR', 'suspended'),
  'resume-subscriber': lineChange('suspended', 'UNBAR', 'active'),
  'cancel-subscriber': lineChange('active', 'DISCONNECT', 'cancelled'),
  'restore-subscriber': {
    ...lineChange('active', 'REVIVE', 'active'),
    parts: async (gateway, subject) => {
      const path = { subscriberNumber: lineOf(gateway, numberOf(subject, '0150')) };
      const cancelled = await gateway.call('cancel-subscriber', {
        ...{ path, body: {}, key: crypto.randomUUID() },
        headers: { 'x-actor': 'operator', 'x-reason': 'customer request' },
      });
      expect(cancelled.status).toBe(200);
      return { path, body: { why: 'CustomerRequest' } };
    },
  },
  'change-number': {
    parts: (gateway, subject) => ({
      path: { subscriberNumber: lineOf(gateway, numberOf(subject, '0150')) },
      body: {
        ...{ pick: 'EXACT', postcode: '10001', exchange: '212555' },
        wanted: `+1212555017${subject}`,
      },
    }),
    at: ({ path }) => `POST /lines/${path!['subscriberNumber']}/number`,
    line: { laterNumber: { subscriberNumber: '2125550171' } },
  },
  'create-billing-account': {
    parts: (_, subject) => ({
      body: {
        party: {
          legalName: `Example ${subject} Ltd`,
          postal: { line1: '1 Example St', town: 'Dallas', region: 'TX', postcode: '75201' },
        },
        account: { fan: '12345678' },
      },
    }),
    at: () => 'POST /billing/accounts',
  },
  'get-billing-account': {
    parts: () => ({ path: { billingAccountNumber: account } }),
    at: () => `GET /billing/accounts/${account}`,
  },
  'provision-pdp': {
    parts: (gateway, subject) => ({ body: batch(lineOf(gateway, numberOf(subject))) }),
    at: () => 'POST /apn/batches',
    followed: { kind: 'pdp-provisioning', id: (answer) => digitsIn(answer, 'batchNo'), ends: ['completed', 'partial'] },
  },
  'get-pdp-provisioning': {
    parts: async (gateway, subject) => ({
      path: {
        batchId: await made(gateway, 'provision-pdp', batch(lineOf(gateway, numberOf(subject))), 'batchNo'),
      },
    }),
    at: ({ path }) => `GET /apn/batches?batchNo=${path!['batchId']}`,
  },
};
