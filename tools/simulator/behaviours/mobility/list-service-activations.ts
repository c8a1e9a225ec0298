import type { OperationBehaviour } from '../../behaviour';
import { listedActivation } from './activation-answer';
import { activations } from './activations';
import { refused } from './refusals';

const keys = ['sim', 'eid', 'imei', 'externalId'];

export const listServiceActivations: OperationBehaviour = {
  answer: ({ query }, world) => {
    const [asked, another] = Object.entries(query).filter(([name]) => keys.includes(name));
    if (!asked || another) return refused(400, 'KEY', `Exactly one of ${keys.join(', ')} is needed`);
    const found = world.of(activations).having(...asked);
    return { status: 200, body: { activations: found.map(([, activation]) => listedActivation(activation)) } };
  },
};
