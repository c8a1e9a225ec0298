import { operation as getLineDetails } from '#operations/get-line-details/operation';
import { operation as getPdpProvisioning } from '#operations/get-pdp-provisioning/operation';
import { operation as provisionPdp } from '#operations/provision-pdp/operation';
import { operation as removeStaticIp } from '#operations/remove-static-ip/operation';
import { getTrackedPdpProvisioning } from '#routes/long-running/get-tracked-pdp-provisioning';
import type { CallStep, JourneyStep, Kept } from './journey';
import { asked, having, meanwhile } from './mobility-steps';

/** Lines that are there from the start. The ending of the last has its address refused. */
const numbers = [...Array.from({ length: 9 }, (_, index) => String(2_125_550_106 + index)), '2125550127'];
const [removed = ''] = numbers;
const failed = `/subscribers/${numbers.length - 1}`;

const ofBatch = ({ batchId = '' }: Kept) => ({ batchId });

const readLine = (title: string, staticIp: (kept: Kept) => string | undefined): CallStep => ({
  title,
  route: getLineDetails,
  query: () => ({ subscriberNumber: removed }),
  shows: ['/lines/0/subscriberNumber', '/lines/0/status', '/lines/0/staticIp'],
  check: having((kept) => ({ '/lines/0/subscriberNumber': removed, '/lines/0/staticIp': staticIp(kept) })),
});

/** Nine lines of ten get a static address, and one of them gives it back. */
export const pdpSteps: readonly JourneyStep[] = [
  {
    title: 'Put a custom APN and static addresses on ten lines',
    route: provisionPdp,
    expects: 202,
    body: () => ({
      apn: 'couriers.example.com',
      subscribers: numbers.map((subscriberNumber) => ({ subscriberNumber })),
    }),
    headers: asked('parcel scanners'),
    keeps: { batchId: '/batchId' },
    shows: ['/batchId', '/batchStatus'],
  },
  meanwhile('AT&T works for half an hour', 'PT30M'),
  {
    title: 'Read the result: one line of ten has failed',
    route: getPdpProvisioning,
    path: ofBatch,
    shows: ['/batchStatus', `${failed}/subscriberNumber`, `${failed}/ipReservation`, `${failed}/reason`],
    check: having(() => ({ '/batchStatus': 'partial', [`${failed}/ipReservation`]: 'failed' })),
  },
  {
    title: 'Look at the tracked batch: what each line came to',
    route: getTrackedPdpProvisioning,
    path: ofBatch,
    keeps: { staticIp: '/subscribers/0/staticIp' },
    shows: [
      '/state',
      '/subscribers/0/subscriberNumber',
      '/subscribers/0/staticIp',
      '/subscribers/0/result',
      `${failed}/subscriberNumber`,
      `${failed}/result`,
      `${failed}/reason`,
    ],
    check: having(() => ({
      '/state': 'partly-failed',
      ...Object.fromEntries(
        numbers.map((_, index) => [
          `/subscribers/${index}/result`,
          index === numbers.length - 1 ? 'failed' : 'completed',
        ]),
      ),
    })),
  },
  readLine('Read a line that has its address', ({ staticIp }) => staticIp),
  {
    title: 'Remove the static address of that line',
    route: removeStaticIp,
    path: () => ({ subscriberNumber: removed }),
    headers: asked('scanner retired'),
    shows: ['/subscriberNumber', '/status'],
  },
  readLine('Read that line: it has none any more', () => undefined),
];
