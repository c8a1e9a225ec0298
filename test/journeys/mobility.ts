import type { Journey, Kept } from './journey';
import { lineSteps } from './mobility-lines';
import { pdpSteps } from './mobility-pdp';
import { portInSteps } from './mobility-port-in';

/** The item it is about at the time. The state of an activation says nothing any more once the line has a number. */
const standing = ({ activationId, subscriberNumber, portInId, batchId }: Kept): string | undefined => {
  if (batchId !== undefined) return `/v1/tracking/pdp-provisionings/${encodeURIComponent(batchId)}`;
  if (portInId !== undefined) return `/v1/tracking/port-ins/${encodeURIComponent(portInId)}`;
  if (activationId === undefined || subscriberNumber !== undefined) return undefined;
  return `/v1/tracking/activations/${encodeURIComponent(activationId)}`;
};

/** A line’s life, a port-in that is refused and cured, and a PDP batch that fails in part. */
export const mobilityJourney: Journey = {
  name: 'mobility',
  title: 'Mobility: the life of a line, a port-in that is refused and cured, a PDP batch that fails in part',
  solutionProvider: '10006',
  standing,
  steps: [...lineSteps, ...portInSteps, ...pdpSteps],
};
