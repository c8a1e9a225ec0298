import type { OperationBehaviour } from '../../behaviour';
import { portInAnswer } from './port-in-answer';
import { portIns } from './port-ins';

export const listPortIns: OperationBehaviour = {
  answer: ({ query }, world) => {
    const ofNumber = world.of(portIns).having('subscriberNumber', query['subscriberNumber'] ?? '');
    return { status: 200, body: { portIns: ofNumber.map(([, portIn]) => portInAnswer(portIn)) } };
  },
};
