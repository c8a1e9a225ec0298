import { done, refusal, refusal200, type Trial, type Trials } from './mobility-trial';
import { imeiOf } from './imei';

const onLine = (subscriberNumber: string, body: object, answer: object): Trial => ({
  request: { path: { subscriberNumber }, body },
  answer,
});
const noBody = (subscriberNumber: string, answer: object): Trial => ({
  request: { path: { subscriberNumber } },
  answer,
});

const numberChange = (body: object, errorCode: string): Trial =>
  onLine('2125550106', { serviceZip: '10001', ...body }, refusal200(errorCode));
const deviceChange = (body: object, errorCode: string): Trial => onLine('2125550109', body, refusal200(errorCode));

const closed = '287300000090';
const equipment = (tac: string, found: object): Trial => ({
  request: { query: { imei: imeiOf(tac) } },
  answer: done({ equipment: [{ imei: imeiOf(tac), make: 'Example', ...found }] }),
});

const active = (line: string): object => ({ path: { subscriberNumber: line }, body: {} });

/** Magic values of lines, accounts and equipment: what one request shows. */
export const lineTrials: Trials = {
  'create-billing-account': {
    '/foundationAccountNumber 50000404': {
      request: { body: { name: {}, address: {}, foundationAccountNumber: '50000404' } },
      answer: refusal(400, 'FOUNDATION_ACCOUNT_UNKNOWN'),
    },
  },
  'update-billing-account': {
    [`path billingAccountNumber ${closed}`]: {
      request: { path: { billingAccountNumber: closed }, body: { name: { businessName: 'Example Freight LLC' } } },
      answer: refusal(409, 'ACCOUNT_CLOSED'),
    },
  },
  'get-billing-account': {
    [`path billingAccountNumber ${closed}`]: {
      request: { path: { billingAccountNumber: closed } },
      answer: done({ accountStatus: 'closed' }),
    },
  },
  'suspend-subscriber': {
    'path subscriberNumber 2125550105': { request: active('2125550105'), answer: refusal(409, 'LINE_NOT_ACTIVE') },
  },
  'resume-subscriber': {
    'path subscriberNumber 2125550101': { request: active('2125550101'), answer: refusal200('LINE_NOT_SUSPENDED') },
  },
  'cancel-subscriber': {
    'path subscriberNumber 2125550105': {
      request: active('2125550105'),
      answer: refusal(409, 'LINE_NOT_ACTIVE_OR_SUSPENDED'),
    },
  },
  'restore-subscriber': {
    'path subscriberNumber 2125550128': { request: active('2125550128'), answer: refusal200('RESTORE_PERIOD_OVER') },
    'path subscriberNumber 2125550101': { request: active('2125550101'), answer: refusal200('LINE_NOT_CANCELLED') },
  },
  'change-number': {
    '/newSubscriberNumber ends in 0199': numberChange(
      { mode: 'vanity', npaNxx: '212555', newSubscriberNumber: '2125550199' },
      'NUMBER_NOT_AVAILABLE',
    ),
    '/npaNxx ends in 599': numberChange(
      { mode: 'chosen-npa-nxx', npaNxx: '212599', serviceZip: '10002' },
      'NO_NUMBER_AVAILABLE',
    ),
    '/serviceZip 99999': numberChange({ mode: 'system-assigned', serviceZip: '99999' }, 'NO_NUMBER_AVAILABLE'),
    '/serviceZip 75201': numberChange(
      { mode: 'chosen-npa-nxx', npaNxx: '212555', serviceZip: '75201' },
      'NPA_NXX_OUTSIDE_ZIP',
    ),
  },
  'update-device': {
    '/sim ends in 0901': deviceChange({ sim: '89014103200000000901' }, 'SIM_IN_USE'),
    '/sim ends in 0902': deviceChange({ sim: '89014103200000000902' }, 'SIM_UNKNOWN'),
    '/sim ends in 0903': deviceChange({ sim: '89014103200000000903' }, 'SIM_EXPIRED'),
    '/imei starts with 35209903': deviceChange({ imei: imeiOf('35209903') }, 'DEVICE_NOT_CERTIFIED'),
    '/imei starts with 35209904': deviceChange({ imei: imeiOf('35209904') }, 'DEVICE_BLOCKED'),
    '/imei starts with 35209902': deviceChange(
      { imei: imeiOf('35209902'), eid: '89049032000000000000000000000260' },
      'ESIM_NOT_SUPPORTED',
    ),
  },
  'transfer-billing-responsibility': {
    'path subscriberNumber 2125550129': onLine(
      '2125550129',
      { targetBillingAccountNumber: '287300000003' },
      done({ earlyTerminationFee: '150.00', message: expect.stringContaining('early-termination fee of $150.00') }),
    ),
    [`/targetBillingAccountNumber ${closed}`]: onLine(
      '2125550111',
      { targetBillingAccountNumber: closed },
      refusal(409, 'ACCOUNT_CLOSED'),
    ),
  },
  'reset-voicemail': { '/pin 0000': onLine('2125550113', { pin: '0000' }, refusal200('PIN_TOO_SIMPLE')) },
  'resend-ota-profile': {
    'path subscriberNumber 2125550105': noBody('2125550105', refusal200('LINE_NOT_ACTIVE')),
  },
  'change-rate-plan': {
    '/ratePlanCode PLAN-UNKNOWN': onLine(
      '2125550115',
      { ratePlanCode: 'PLAN-UNKNOWN' },
      refusal(400, 'RATE_PLAN_UNKNOWN'),
    ),
    '/ratePlanCode PLAN-RESTRICTED': onLine(
      '2125550115',
      { ratePlanCode: 'PLAN-RESTRICTED' },
      refusal200('PLAN_CHANGE_RESTRICTED'),
    ),
  },
  'change-features': {
    '/add FEATURE-UNKNOWN': onLine('2125550116', { add: ['FEATURE-UNKNOWN'] }, refusal(400, 'FEATURE_UNKNOWN')),
    '/add FEATURE-CONFLICT': onLine('2125550116', { add: ['FEATURE-CONFLICT'] }, refusal200('FEATURE_CONFLICT')),
    '/remove a code the line does not have': onLine(
      '2125550116',
      { remove: ['HOTSPOT'] },
      refusal200('FEATURE_NOT_ON_LINE'),
    ),
    '/add a code the line has already': onLine('2125550116', { add: ['ROAM-NA'] }, refusal200('FEATURE_DUPLICATE')),
  },
  'list-available-static-ips': {
    '/apn full.example.com': { request: { body: { apn: 'full.example.com' } }, answer: done({ ipAddresses: [] }) },
  },
  'remove-static-ip': { 'path subscriberNumber 2125550103': noBody('2125550103', refusal200('NO_STATIC_IP')) },
  'look-up-equipment': {
    'query imei starts with 35209900': equipment('35209900', { model: 'Phone 1', esim: true, certified: true }),
    'query imei starts with 35209901': equipment('35209901', { model: 'Phone 2', esim: true, certified: true }),
    'query imei starts with 35209902': equipment('35209902', { esim: false, certified: true }),
    'query imei starts with 35209903': equipment('35209903', { certified: false }),
  },
};
