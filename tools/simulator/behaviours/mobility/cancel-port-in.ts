import * as z from 'zod';
import type { Behaviour, OperationBehaviour } from '../../behaviour';
import { portCourses } from './port-courses';
import { portInAnswer } from './port-in-answer';
import { finalStates, portIns } from './port-ins';
import { notFound, refused } from './refusals';

const bodySchema = z.looseObject({ portRequestNumber: z.string(), subscriberNumber: z.string().optional() });

const cancelledStates = ['cancelled', 'CN'];

const answer: Behaviour = ({ body }, world) => {
  const { portRequestNumber: id, subscriberNumber } = bodySchema.parse(body);
  const port = world.of(portIns).get(id);
  if (!port) return notFound('Port request', id);
  if ((subscriberNumber ?? port.subscriberNumber) !== port.subscriberNumber) {
    return refused(400, 'NUMBER_MISMATCH', `Port request ${id} is not for ${subscriberNumber ?? ''}`);
  }
  if (cancelledStates.includes(port.state)) return { status: 200, body: portInAnswer(port), effect: 'none' };
  if (finalStates.includes(port.state)) {
    const stateReason = { code: 'TOO_LATE', text: `The port request is ${port.state}.` };
    return { status: 200, body: portInAnswer({ ...port, state: 'rejected', stateReason }), effect: 'none' };
  }
  const course = portCourses.get(port.course);
  const cancelled = { ...port, state: course?.cancelledState ?? 'cancelled', stateReason: null, nextAt: null };
  if (course?.losesCancellation) return { status: 200, body: portInAnswer(cancelled), effect: 'none' };
  return { status: 200, body: portInAnswer(world.of(portIns).put(id, cancelled)) };
};

export const cancelPortIn: OperationBehaviour = {
  answer,
  afterExample: (request, _, world) => void answer(request, world),
  effectOf: ({ body }) => `cancellation of port-in ${bodySchema.parse(body).portRequestNumber}`,
};
