import type { Observation, LongRunningKind } from '#domain/mobility/observation';
import { anyKind } from '#tracking/long-running/any-kind';
import { longRunningView, type LongRunningView } from '#tracking/long-running/long-running-view';

const opened = '2026-11-05T09:00:12.000Z';
const seen = '2026-11-05T11:30:00.000Z';
const from = { by: 'partner-crm', requestId: 'req_Zk3vQ8mT1xW5aB7cD9eF2gH4iJ6kL0mN' };

const example = (
  kind: LongRunningKind,
  id: string,
  first: Omit<Observation, 'at'>,
  second: Omit<Observation, 'at'>,
): LongRunningView =>
  longRunningView(
    anyKind.applyObservation(
      anyKind.newLongRunningRequest(
        { kind, id, solutionProvider: 'A-06399x', origin: 'here', observation: { ...first, at: opened } },
        from,
      ),
      { ...second, at: seen },
      { by: 'partner-crm' },
    ),
  );

/** A port-in the old carrier has refused for its PIN. */
export const portInExample = example(
  'port-in',
  'PORT-0000000023',
  {
    status: 'acknowledged',
    state: 'submitted',
    details: {
      subscriberNumber: '2125550123',
      portRequestNumber: 'PORT-0000000023',
      requestedDate: '2026-11-06T15:30:00+0000',
    },
  },
  {
    status: 'CT',
    state: 'action-required',
    reason: { code: 'PASSCODE_PIN_INVALID', text: 'The transfer PIN is wrong or has expired.' },
    details: {},
  },
);

/** An activation that is done. */
export const activationExample = example(
  'service-activation',
  'ACT-0000000003',
  { status: 'pending', state: 'pending', details: {} },
  {
    status: 'active',
    state: 'active',
    details: { subscriberNumber: '2125550125', lines: [{ subscriberNumber: '2125550125', status: 'active' }] },
  },
);

/** A batch of which one line failed. */
export const pdpProvisioningExample = example(
  'pdp-provisioning',
  'PDP-0000000002',
  { status: 'pending', state: 'pending', details: { apn: 'fleet.example.com' } },
  {
    status: 'partial',
    state: 'partly-failed',
    details: {
      subscribers: [
        {
          subscriberNumber: '2125550119',
          staticIp: '192.0.2.20',
          profileCheck: 'completed',
          ipReservation: 'completed',
          profileUpdate: 'completed',
          result: 'completed',
        },
        {
          subscriberNumber: '2125550127',
          staticIp: null,
          profileCheck: 'completed',
          ipReservation: 'failed',
          profileUpdate: 'pending',
          result: 'failed',
          reason: 'The address is in use.',
        },
      ],
    },
  },
);
