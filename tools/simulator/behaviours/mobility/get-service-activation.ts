import type { OperationBehaviour } from '../../behaviour';
import { activationAnswer } from './activation-answer';
import { activations } from './activations';
import { notFound } from './refusals';

export const getServiceActivation: OperationBehaviour = {
  answer: ({ path }, world) => {
    const requestId = path.activationId ?? '';
    const activation = world.of(activations).get(requestId);
    return activation ? { status: 200, body: activationAnswer(activation) } : notFound('Activation', requestId);
  },
};
