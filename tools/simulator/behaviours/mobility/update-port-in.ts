import * as z from 'zod';
import type { Behaviour, OperationBehaviour, SimAnswer } from '../../behaviour';
import { canonicalJson } from '../../canonical-json';
import type { SimWorld } from '../../world/sim-world';
import { portCourses } from './port-courses';
import { portInAnswer } from './port-in-answer';
import { finalStates, goOn, portIns, refuseAgain, refusedStates, type PortIn } from './port-ins';
import { portRejections } from './port-rejections';
import { notFound, refused } from './refusals';

const bodySchema = z.looseObject({ subscriberNumber: z.string().optional() });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members sent replace the old ones; objects are merged. */
const merged = (old: Record<string, unknown>, sent: Record<string, unknown>): Record<string, unknown> => ({
  ...old,
  ...Object.fromEntries(
    Object.entries(sent).map(([name, value]) => {
      const before = old[name];
      return [name, isObject(value) && isObject(before) ? merged(before, value) : value];
    }),
  ),
});

const valueAt = (value: unknown, pointer: string): string =>
  canonicalJson(
    pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value) ?? null,
  );

const isCured = ({ stateReason }: PortIn, before: object, after: object): boolean => {
  const code = typeof stateReason === 'string' ? undefined : stateReason?.code;
  const curedBy = portRejections.find((rejection) => rejection.code === code)?.curedBy ?? 'resubmission';
  if (typeof curedBy === 'string') return curedBy === 'resubmission';
  return curedBy.some((pointer) => valueAt(before, pointer) !== valueAt(after, pointer));
};

/** Without going through the schedule: what the port-in is after the PATCH, and what is still to come. */
const corrected = (port: PortIn, sent: Record<string, unknown>, world: SimWorld): PortIn => {
  const before = { subscriberNumber: port.subscriberNumber, ...port.wish };
  const wish = merged(before, sent);
  const { subscriberNumber = port.subscriberNumber } = bodySchema.parse(wish);
  const changed = { ...port, wish, subscriberNumber };
  if (!refusedStates.includes(port.state)) return changed;
  const pending = { ...changed, state: 'pending', stateReason: null };
  if (port.nextAt !== null) return pending; // AT&T and the old carrier settle it by themselves.
  return isCured(port, before, wish) ? goOn(pending, world) : refuseAgain(changed, world);
};

const answer: Behaviour = ({ path, body }, world): SimAnswer => {
  const id = path.portInId ?? '';
  const port = world.of(portIns).get(id);
  if (!port) return notFound('Port request', id);
  if (finalStates.includes(port.state)) {
    return refused(409, 'PORT_IN_CLOSED', `Port request ${id} is ${port.state} and cannot be changed`);
  }
  const sent = bodySchema.parse(body);
  if (portCourses.get(port.course)?.losesUpdates) {
    const state = refusedStates.includes(port.state) ? { state: 'pending', stateReason: null } : {};
    return { status: 200, body: portInAnswer({ ...port, ...state, wish: merged(port.wish, sent) }), effect: 'none' };
  }
  return { status: 200, body: portInAnswer(world.of(portIns).put(id, corrected(port, sent, world))) };
};

export const updatePortIn: OperationBehaviour = {
  answer,
  afterExample: (request, _, world) => void answer(request, world),
};
