import type { Activation } from './activations';
import { attTime } from './times';

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

/** One of a list, with what tells it from others. */
export const listedActivation = (activation: Activation): object => {
  const { requestedAt, wish } = activation;
  return {
    ...activationAnswer(activation),
    ...(requestedAt === undefined ? {} : { requestDate: attTime(requestedAt) }),
    ...(wish && { device: wish.device }),
    ...(wish?.externalId === undefined ? {} : { externalId: wish.externalId }),
  };
};
