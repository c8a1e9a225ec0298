import type { OperationBehaviour } from '../../behaviour';
import { notFound } from './refusals';
import { portInAnswer } from './port-in-answer';
import { portIns } from './port-ins';

export const getPortIn: OperationBehaviour = {
  answer: ({ path }, world) => {
    const id = path.portInId ?? '';
    const port = world.of(portIns).get(id);
    return port ? { status: 200, body: portInAnswer(port) } : notFound('Port request', id);
  },
};
