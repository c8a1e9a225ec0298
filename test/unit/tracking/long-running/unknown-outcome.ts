import { requestRecordId } from '#requests/request-record';
import { createUniqueLocks } from '#tracking/long-running/unique-locks';
import { claimedBody } from '../../../support/data-keys';
import { solutionProvider, type MobilityRig } from './mobility-rig';

/** A request of which AT&T’s answer is on record and the tracked item is not, as a process that died may leave it. */
export const lateUnderDeadline = async (rig: MobilityRig, subscriberNumber: string): Promise<void> => {
  const requestId = requestRecordId(solutionProvider, 'request-port-in', 'died');
  const { record } = await rig.requests.claim({
    requestId,
    solutionProvider,
    operation: 'request-port-in',
    clientId: 'client-a',
    ...claimedBody('x'),
    request: { path: {}, query: {} },
    deadline: Date.now() + 1_000,
  });
  const at = new Date(rig.now()).toISOString();
  const guarded = { kind: 'port-in' as const, solutionProvider, names: [`number:${subscriberNumber}`] };
  await createUniqueLocks(rig.table, rig.now).take(guarded, { requestId, at });
  await rig.requests.complete(record, {
    outcome: 'succeeded',
    response: { status: 201, contentType: 'application/json', body: '{}' },
    learned: {
      facts: [],
      progress: {
        kind: 'port-in',
        id: 'PORT-9',
        observation: { at, state: 'submitted', details: { subscriberNumber } },
      },
    },
  });
};
