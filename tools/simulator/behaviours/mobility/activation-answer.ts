import type { Activation } from './activations';

/** An activation as AT&T answers it: a chosen number is reserved from the start. */
export const activationAnswer = ({ requestId, status, subscriberNumber, reasonCode, reason }: Activation): object => ({
  requestId,
  requestStatus: status,
  lines: [
    {
      subscriberNumber,
      status: status === 'pending' && subscriberNumber !== null ? 'reserved' : status,
      ...(reasonCode === undefined ? {} : { reasonCode }),
      ...(reason === undefined ? {} : { reason }),
    },
  ],
});
