import { operation as getPortIn } from '#operations/get-port-in/operation';
import { operation as requestPortIn } from '#operations/request-port-in/operation';
import { operation as updatePortIn } from '#operations/update-port-in/operation';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import type { CallStep, JourneyStep, Kept } from './journey';
import { having, meanwhile } from './mobility-steps';

/** Its ending has the old carrier refuse the PIN. */
const subscriberNumber = '4045550142';

const home = { street: '400 Example Avenue', city: 'Atlanta', state: 'GA', zipCode: '30303' };
const ofPortIn = ({ portInId = '' }: Kept) => ({ portInId });

const readPortIn = (title: string, state: string): CallStep => ({
  title,
  route: getPortIn,
  path: ofPortIn,
  shows: ['/state', '/stateReason/code', '/confirmedDate', '/completionDate'],
  check: having(() => ({ '/state': state })),
});

const lookAtPortIn = (title: string, parts: Partial<CallStep>): CallStep => ({
  title,
  route: getTrackedPortIn,
  path: ({ portInId = '' }) => ({ id: portInId }),
  ...parts,
});

/** A port-in the old carrier refuses for its PIN, until the PIN is another. */
export const portInSteps: readonly JourneyStep[] = [
  {
    title: 'Request a port-in, with a PIN that has expired',
    route: requestPortIn,
    expects: 201,
    body: ({ billingAccountNumber }) => ({
      subscriberNumber,
      billingAccountNumber,
      oldServiceProvider: { name: 'Sample Wireless', accountNumber: '900067890', pin: '114477' },
      accountHolder: { name: { firstName: 'Jordan', lastName: 'Sample' }, address: home },
      billingZip: home.zipCode,
      externalId: 'courier-8',
    }),
    keeps: { portInId: '/id' },
    shows: ['/id', '/state'],
  },
  meanwhile('the old carrier looks at it for nine hours', 'PT9H'),
  readPortIn('Read the port-in: AT&T has a code for it', 'CT'),
  lookAtPortIn('Look at the tracked port-in: what went wrong, who has to act, and a request that cures it', {
    keeps: { curePin: '/rejection/examplePatch/body/oldServiceProvider/pin' },
    shows: [
      '/rejection/code',
      '/rejection/fields/0',
      '/rejection/actor',
      '/rejection/cause',
      '/rejection/examplePatch/method',
      '/rejection/examplePatch/path',
    ],
    check: having(({ portInId = '' }) => ({
      '/state': 'action-required',
      '/rejection/code': 'PASSCODE_PIN_INVALID',
      '/rejection/fields/0': '/oldServiceProvider/pin',
      '/rejection/actor': 'end-customer',
      '/rejection/examplePatch/method': updatePortIn.method,
      // Below whatever the gateway was called at.
      '/rejection/examplePatch/path': new RegExp(`/v1/mobility/port-ins/${portInId}$`),
    })),
  }),
  {
    title: 'Send that request: the gateway reads the port-in before it says that it is corrected',
    route: updatePortIn,
    path: ofPortIn,
    body: ({ curePin }) => ({ oldServiceProvider: { pin: curePin } }),
    shows: ['/id', '/state'],
  },
  meanwhile('the old carrier agrees, and the number moves', 'P3D'),
  readPortIn('Read the port-in again', 'completed'),
  lookAtPortIn('Look at the tracked port-in: it is final', {
    shows: ['/state', '/subscriberNumber', '/completionDate', '/version'],
    check: having(() => ({
      '/state': 'completed',
      '/subscriberNumber': subscriberNumber,
      '/rejection/code': undefined,
    })),
  }),
];
