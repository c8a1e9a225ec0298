import { ownRequest } from '#domain/contract/own-shape';
import type { CallContext } from '#requests/call-context';
import type { WriteEffects } from '#requests/write-effects';

/** Effects that read requests in the shape of the operation’s reference, whatever the tenant’s contract has them in. */
export const inOwnShape = (effects: WriteEffects): WriteEffects => ({
  reserve: (context, requestId) => effects.reserve(own(context), requestId),
  release: (context, requestId) => effects.release(own(context), requestId),
  isReserved: (context, requestId) => effects.isReserved(own(context), requestId),
  trackedKey: (context) => effects.trackedKey(own(context)),
  effectsOf: (context, answer, requestId) => effects.effectsOf(own(context), answer, requestId),
  scheduleFollowUp: (context, answer) => effects.scheduleFollowUp(own(context), answer),
  recordObservation: (context, answer) => effects.recordObservation(own(context), answer),
  observedKey: (context) => effects.observedKey(own(context)),
});

const own = (context: CallContext): CallContext =>
  context.operation.stated?.request ? { ...context, request: ownRequest(context.operation, context.request) } : context;
