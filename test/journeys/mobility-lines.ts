import { operation as activateService } from '#operations/activate-service/operation';
import { operation as cancelSubscriber } from '#operations/cancel-subscriber/operation';
import { operation as changeNumber } from '#operations/change-number/operation';
import { operation as changeRatePlan } from '#operations/change-rate-plan/operation';
import { operation as createBillingAccount } from '#operations/create-billing-account/operation';
import { operation as getLineDetails } from '#operations/get-line-details/operation';
import { operation as getServiceActivation } from '#operations/get-service-activation/operation';
import { operation as restoreSubscriber } from '#operations/restore-subscriber/operation';
import { operation as resumeSubscriber } from '#operations/resume-subscriber/operation';
import { operation as suspendSubscriber } from '#operations/suspend-subscriber/operation';
import { getTrackedActivation } from '#routes/long-running/get-tracked-activation';
import type { CallStep, JourneyStep, Kept } from './journey';
import { asked, having, meanwhile } from './mobility-steps';
import { imeiOf } from '../support/imei';

const home = { street: '300 Sample Street', city: 'Chicago', state: 'IL', zipCode: '60601' };

/** A SIM nobody has yet, whatever ran before: AT&T gives each account a number of its own. */
const freshSim = ({ billingAccountNumber = '' }: Kept): string => `8901410${billingAccountNumber.slice(0, 9)}1111`;

const freshImei = ({ billingAccountNumber = '' }: Kept): string => imeiOf('35209900', billingAccountNumber.slice(3, 9));

const ofActivation = ({ activationId = '' }: Kept) => ({ activationId });
const ofLine = ({ subscriberNumber = '' }: Kept) => ({ subscriberNumber });

const readLine = (title: string, line: Record<string, string>): CallStep => ({
  title,
  route: getLineDetails,
  query: ofLine,
  shows: ['/lines/0/subscriberNumber', '/lines/0/status', '/lines/0/ratePlan/code'],
  check: having((kept) => ({
    '/lines/0/billingAccountNumber': kept['billingAccountNumber'],
    ...Object.fromEntries(Object.entries(line).map(([name, value]) => [`/lines/0/${name}`, value])),
  })),
});

const changeStatus = (route: CallStep['route'], title: string, lineStatus: string, reasonCode: string): CallStep => ({
  title,
  route,
  path: ofLine,
  body: () => ({ reasonCode }),
  headers: asked(title),
  shows: ['/status', '/lineStatus'],
  check: having(() => ({ '/lineStatus': lineStatus })),
});

const activation: readonly JourneyStep[] = [
  {
    title: 'Create the billing account',
    route: createBillingAccount,
    expects: 201,
    body: () => ({
      name: { businessName: 'Lakeside Couriers LLC' },
      address: home,
      contact: { name: { firstName: 'Dana', lastName: 'Reyes' }, email: 'billing@example.com' },
    }),
    keeps: { billingAccountNumber: '/billingAccountNumber' },
    shows: ['/billingAccountNumber', '/accountStatus'],
  },
  {
    title: 'Activate a line on it, twice under one key: one activation, one answer',
    route: activateService,
    expects: 202,
    twice: true,
    body: (kept) => ({
      billingAccountNumber: kept['billingAccountNumber'],
      subscriber: { name: { firstName: 'Jordan', lastName: 'Sample' }, primaryPlaceOfUse: home },
      serviceZip: home.zipCode,
      ratePlanCode: 'UNLIMITED-A',
      device: { imei: freshImei(kept), sim: freshSim(kept) },
      externalId: 'courier-7',
    }),
    keeps: { activationId: '/requestId' },
    shows: ['/requestId', '/requestStatus'],
  },
  meanwhile('AT&T works for two hours', 'PT2H'),
  {
    title: 'Read the activation',
    route: getServiceActivation,
    path: ofActivation,
    shows: ['/requestStatus', '/lines/0/subscriberNumber'],
    check: having(() => ({ '/requestStatus': 'active' })),
  },
  {
    title: 'Look at the tracked activation: it is final, and has the number',
    route: getTrackedActivation,
    path: ofActivation,
    keeps: { subscriberNumber: '/subscriberNumber' },
    shows: ['/state', '/subscriberNumber', '/externalId', '/version'],
    check: having(() => ({ '/state': 'active', '/externalId': 'courier-7' })),
  },
];

const life: readonly JourneyStep[] = [
  {
    title: 'Change the rate plan',
    route: changeRatePlan,
    path: ofLine,
    body: () => ({ ratePlanCode: 'UNLIMITED-B', effectiveDate: 'immediate' }),
    shows: ['/status', '/effectiveDate'],
  },
  readLine('Read the line: it has the new plan', { status: 'active', 'ratePlan/code': 'UNLIMITED-B' }),
  changeStatus(suspendSubscriber, 'Suspend the line: the phone is lost', 'suspended', 'Lost'),
  {
    ...changeStatus(suspendSubscriber, 'Suspend it again: refused, and AT&T hears nothing of it', '', 'Lost'),
    expects: 409,
    shows: ['/code', '/title'],
    check: having(() => ({ '/code': 'step-not-allowed' })),
  },
  changeStatus(resumeSubscriber, 'Resume the line: the phone is found', 'active', 'CustomerRequest'),
  {
    title: 'Change its number; AT&T chooses',
    route: changeNumber,
    path: ofLine,
    body: () => ({ mode: 'system-assigned', serviceZip: home.zipCode }),
    headers: asked('unwanted calls'),
    keeps: { subscriberNumber: '/newSubscriberNumber' },
    shows: ['/subscriberNumber', '/newSubscriberNumber'],
  },
  readLine('Read the line under its new number', { status: 'active', 'ratePlan/code': 'UNLIMITED-B' }),
  changeStatus(cancelSubscriber, 'Cancel the line', 'cancelled', 'EmployeeLeftCompany'),
  meanwhile('30 days go by; a line can be restored for 60', 'P30D'),
  changeStatus(restoreSubscriber, 'Restore the line', 'active', 'CustomerRequest'),
  readLine('Read the line: all is as it was', { status: 'active', 'ratePlan/code': 'UNLIMITED-B' }),
];

/** A line from its billing account to its restoration. */
export const lineSteps: readonly JourneyStep[] = [...activation, ...life];
