import * as z from 'zod';
import { durationMs } from '../../world/duration';
import { defineKind } from '../../world/kind';
import type { SimWorld } from '../../world/sim-world';
import { putLine } from './lines';
import { courseNameOf, portCourses, type PortStep } from './port-courses';
import { durationUntil } from './times';

const reasonSchema = z.union([z.string(), z.looseObject({ code: z.string().optional(), text: z.string().optional() })]);

const portInSchema = z.object({
  id: z.string(),
  /** Any word, for tests. */
  state: z.string().default('acknowledged'),
  stateReason: reasonSchema.nullable().default(null),
  subscriberNumber: z.string(),
  orderDate: z.string().default('2026-11-05T09:00:00.000Z'),
  confirmedDate: z.string().nullable().default(null),
  completionDate: z.string().nullable().default(null),
  /** What the partner sent, corrections included. */
  wish: z.looseObject({}).default({}),
  /** How it goes: a name of port-courses.ts. */
  course: z.string().default('ordinary'),
  /** The course’s next step. */
  step: z.number().default(0),
  nextAt: z.string().nullable().default(null),
  /** A PATCH did not cure it: refused once more, when the old carrier has looked at it. */
  refuseAgain: z.object({ state: z.string(), stateReason: reasonSchema.nullable() }).nullable().default(null),
});
export type PortIn = z.infer<typeof portInSchema>;

export const refusedStates = ['rejected', 'CT'];
const completedStates = ['completed', 'CO'];
export const finalStates = [...completedStates, 'cancelled', 'CN', 'failed', 'ER', 'DN'];
const confirmedStates = ['confirmed', 'CF'];

const minimumLead = 'P1D';

const latest = (...times: (number | undefined)[]): string =>
  new Date(Math.max(...times.filter((time) => time !== undefined && !Number.isNaN(time)).map(Number))).toISOString();

const timeOf = (text: unknown): number | undefined => (typeof text === 'string' ? Date.parse(text) : undefined);

/** When the step comes. */
const timeOfStep = ({ after }: PortStep, port: PortIn, now: Date): string =>
  after === 'due'
    ? latest(now.getTime() + durationMs('PT1H'), timeOf(port.confirmedDate))
    : latest(now.getTime() + durationMs(after));

const scheduled = (port: PortIn, nextAt: string | null, world: SimWorld): PortIn => {
  if (nextAt !== null) world.after(durationUntil(nextAt, world.now()), portIns, port.id, 'advance');
  return { ...port, nextAt };
};

/** Has the course go on with its next step, if there is one. */
export const goOn = (port: PortIn, world: SimWorld): PortIn => {
  const step = portCourses.get(port.course)?.steps[port.step];
  return scheduled(port, step ? timeOfStep(step, port, world.now()) : null, world);
};

/** Has the old carrier look at it again and refuse it for the same cause. */
export const refuseAgain = (port: PortIn, world: SimWorld): PortIn => {
  const { state, stateReason } = port;
  const pending = { ...port, state: 'pending', stateReason: null, refuseAgain: { state, stateReason } };
  return scheduled(pending, latest(world.now().getTime() + durationMs('PT4H')), world);
};

const moved = (port: PortIn, step: PortStep, world: SimWorld): PortIn => {
  const now = world.now();
  return {
    ...port,
    state: step.state,
    stateReason: step.reason ?? null,
    step: port.step + 1,
    nextAt: null,
    ...(confirmedStates.includes(step.state)
      ? { confirmedDate: latest(now.getTime() + durationMs(minimumLead), timeOf(port.wish.requestedStartDate)) }
      : {}),
    ...(completedStates.includes(step.state) ? { completionDate: now.toISOString() } : {}),
  };
};

const wishOfLine = z.looseObject({
  billingAccountNumber: z.string().default('287300000002'),
  accountHolder: z
    .looseObject({ name: z.looseObject({}), address: z.looseObject({}) })
    .partial()
    .default({}),
});

const openLine = ({ subscriberNumber, wish }: PortIn, world: SimWorld): void => {
  const { billingAccountNumber, accountHolder } = wishOfLine.parse(wish);
  const since = world.now().toISOString();
  putLine(world, subscriberNumber, {
    statusDate: since,
    activatedAt: since,
    billingAccountNumber,
    name: accountHolder.name,
    primaryPlaceOfUse: accountHolder.address,
    ratePlan: { code: 'UNLIMITED-A', effectiveDate: since },
  });
};

const advance = (port: PortIn, world: SimWorld): PortIn | undefined => {
  // What was scheduled before a PATCH or a cancellation comes too early, or for nothing.
  if (port.nextAt === null || new Date(port.nextAt) > world.now()) return undefined;
  if (port.refuseAgain) return { ...port, ...port.refuseAgain, refuseAgain: null, nextAt: null };
  const step = portCourses.get(port.course)?.steps[port.step];
  if (!step) return { ...port, nextAt: null };
  const next = moved(port, step, world);
  if (completedStates.includes(next.state)) openLine(next, world);
  return step.waits ? next : goOn(next, world);
};

const pinRefused = { code: 'PASSCODE_PIN_INVALID', text: 'The transfer PIN is wrong or has expired.' };
const requestedStartDate = '2026-11-06T15:30:00+0000';

/** Port-ins of the examples, which stand still until something is done to them. */
const ofExamples: Readonly<Record<string, object>> = {
  'PORT-0000000021': { subscriberNumber: '2125550121', state: 'CT', stateReason: pinRefused, step: 2 },
  'PORT-0000000022': {
    subscriberNumber: '2125550122',
    state: 'confirmed',
    confirmedDate: '2026-11-06T15:30:00.000Z',
    step: 3,
  },
  'PORT-0000000023': { subscriberNumber: '2125550123', state: 'CT', stateReason: pinRefused, step: 2 },
  'PORT-0000000026': { subscriberNumber: '2125550126', state: 'pending', step: 1 },
};

/** Port-ins by their id. */
export const portIns = defineKind<PortIn>({
  name: 'mobility-port-in',
  schema: portInSchema,
  initially: () =>
    Object.fromEntries(
      Object.entries(ofExamples).map(([id, port]) => [
        id,
        portInSchema.parse({ id, wish: { requestedStartDate }, ...port }),
      ]),
    ),
  lookups: { subscriberNumber: ({ subscriberNumber }) => subscriberNumber },
  transitions: { advance },
});

/** Takes a port-in in. */
export const beginPortIn = (id: string, subscriberNumber: string, wish: PortIn['wish'], world: SimWorld): PortIn => {
  const port = portInSchema.parse({
    id,
    subscriberNumber,
    wish,
    orderDate: world.now().toISOString(),
    course: courseNameOf(subscriberNumber),
  });
  return world.of(portIns).put(id, goOn(port, world));
};
