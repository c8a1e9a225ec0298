import { portCourses } from '../../tools/simulator/behaviours/mobility/port-courses';
import { done, refusal, refusal200, type Trial, type Trials } from './mobility-trial';
import { imeiOf } from './imei';
import { activationOf, portInOf } from './mobility-world';

const closed = '287300000090';
const activation = (device: object, more: object, after: string, body: object): Trial => ({
  request: { body: activationOf(device, more) },
  answer: done({ requestStatus: 'pending' }),
  later: { after, by: 'get-service-activation', idAt: 'requestId', path: 'activationId', body },
});
const rejected = (reasonCode: string, device: object, more: object = {}): Trial =>
  activation(device, more, 'PT15M', { requestStatus: 'rejected', lines: [{ status: 'rejected', reasonCode }] });

const batch = (subscribers: object[], body: object, apn = 'trackers.example.com'): Trial => ({
  request: { body: { apn, subscribers } },
  answer: done({ batchStatus: 'pending' }),
  later: { after: 'PT17M', by: 'get-pdp-provisioning', idAt: 'batchId', path: 'batchId', body },
});
const good = { subscriberNumber: '2125550117' };
const goodDone = { subscriberNumber: '2125550117', profileUpdate: 'completed' };

const portIn = (ending: string, state: string, reason: unknown, after = 'PT9H'): Trial => ({
  request: { body: portInOf(`214555${ending}`) },
  answer: done({ state: 'acknowledged' }),
  later: {
    after,
    by: 'get-port-in',
    idAt: 'id',
    path: 'portInId',
    body: { state, ...(reason === undefined ? {} : { stateReason: reason }) },
  },
});

/** Rejections as their data say; the other courses are told of in full by the unit tests of port-ins. */
const portTrials = Object.fromEntries(
  [...portCourses.values()].map(({ ending = '0120', steps, outcome }): [string, Trial] => {
    const stop = steps.find(({ waits, reason }) => waits === true || reason !== undefined) ?? steps.at(-1);
    const after = stop?.reason === undefined ? 'P9D' : 'PT9H';
    const value = outcome.startsWith('acknowledged') ? 'any other number' : `ends in ${ending}`;
    return [`/subscriberNumber ${value}`, portIn(ending, stop?.state ?? 'acknowledged', stop?.reason, after)];
  }),
);

/** Magic values of what takes its time: activations, port-ins, PDP batches. */
export const progressTrials: Trials = {
  'activate-service': {
    '/device/sim ends in 0901': rejected('SIM_IN_USE', { sim: '89014103200000000901' }),
    '/device/sim ends in 0902': rejected('SIM_UNKNOWN', { sim: '89014103200000000902' }),
    '/device/sim ends in 0903': rejected('SIM_EXPIRED', { sim: '89014103200000000903' }),
    '/device/imei starts with 35209903': rejected('DEVICE_NOT_CERTIFIED', { imei: imeiOf('35209903') }),
    '/device/imei starts with 35209904': rejected('DEVICE_BLOCKED', { imei: imeiOf('35209904') }),
    '/device/imei starts with 35209902': rejected('ESIM_NOT_SUPPORTED', {
      imei: imeiOf('35209902'),
      sim: undefined,
      eid: '89049032000000000000000000000260',
    }),
    '/serviceZip 99999': rejected('NO_NUMBER_AVAILABLE', {}, { serviceZip: '99999' }),
    '/subscriberNumber ends in 0199': rejected('NUMBER_NOT_AVAILABLE', {}, { subscriberNumber: '2125550199' }),
    '/device/sim ends in 0905': activation({ sim: '89014103200000000905' }, {}, 'P9D', { requestStatus: 'pending' }),
    '/device/sim ends in 0906': activation({ sim: '89014103200000000906' }, {}, 'PT15M', {
      requestStatus: 'provisioning-review',
    }),
    [`/billingAccountNumber ${closed}`]: {
      request: { body: activationOf({}, { billingAccountNumber: closed }) },
      answer: refusal(409, 'ACCOUNT_CLOSED'),
    },
    '/ratePlanCode PLAN-UNKNOWN': {
      request: { body: activationOf({}, { ratePlanCode: 'PLAN-UNKNOWN' }) },
      answer: refusal(400, 'RATE_PLAN_UNKNOWN'),
    },
    '/ratePlanCode PLAN-RESTRICTED': {
      request: { body: activationOf({}, { ratePlanCode: 'PLAN-RESTRICTED' }) },
      answer: refusal(400, 'RATE_PLAN_UNKNOWN'),
    },
  },
  'request-port-in': {
    ...portTrials,
    '/subscriberNumber ends in 0197': {
      request: { body: portInOf('2145550197') },
      answer: refusal(400, 'NOT_COVERED'),
    },
    '/subscriberNumber ends in 0198': { request: { body: portInOf('2145550198') }, answer: refusal200('NOT_ELIGIBLE') },
    [`/billingAccountNumber ${closed}`]: {
      request: { body: portInOf('2145550120', { billingAccountNumber: closed }) },
      answer: refusal(409, 'ACCOUNT_CLOSED'),
    },
  },
  'provision-pdp': {
    '/subscribers a number that ends in 0127': batch([good, { subscriberNumber: '2125550127' }], {
      batchStatus: 'partial',
      subscribers: [goodDone, { ipReservation: 'failed', reason: 'The address is in use.' }],
    }),
    '/subscribers a number that ends in 0135': batch([good, { subscriberNumber: '2145550135' }], {
      batchStatus: 'partial',
      subscribers: [goodDone, { profileCheck: 'failed' }],
    }),
    '/subscribers a number that ends in 0136': batch([good, { subscriberNumber: '2125550136' }], {
      batchStatus: 'partial',
      subscribers: [goodDone, { profileUpdate: 'failed' }],
    }),
    '/apn stuck.example.com': batch([good], { batchStatus: 'pending' }, 'stuck.example.com'),
    '/apn full.example.com': batch(
      [good],
      { batchStatus: 'failed', subscribers: [{ ipReservation: 'failed' }] },
      'full.example.com',
    ),
  },
};
