import type { PollSchedule } from '#domain/poll-rule';
import { operationEntryOf } from '#domain/operation-entry';
import { operation as getOrderStatus } from '#operations/alliance-get-order-status/operation';
import { operation as getPortIn } from '#operations/get-port-in/operation';
import { operations } from '#operations/registry';
import { nextWaitSeconds } from '#polling/schedule';
import type { CallStep, JourneyStep } from '../../test/journeys/journey';
import { journeys } from '../../test/journeys/registry';
import { portInSteps } from '../../test/journeys/mobility-port-in';
import type { Tenant } from '../../lib/config/tenant';
import { transitionsOf } from '../../lib/constructs/polls-in-states';
import { assumed, unitsOf, type CostLine } from './prices';
import { gb, hoursInMonth, memoryGb, metricsOfEveryCall } from './standing';
import type { Resources } from './templates';

/** What one order or port-in takes. */
export interface Course {
  reads: number;
  writes: number;
  /** Calls of the gateway’s own routes. */
  own: number;
  polls: number;
  /** Reads whose news are kept, and asked about: by a poll each. */
  sightings: number;
}

const operationsById = new Map(operations.map((operation) => [operation.id as string, operation]));

const callsOf = (steps: readonly JourneyStep[]): CallStep[] =>
  steps.flatMap((step) => ('route' in step ? (step.twice ? [step, step] : [step]) : []));

const countOf = (steps: readonly JourneyStep[], polls: number): Course => {
  const course = { reads: 0, writes: 0, own: 0, polls, sightings: 0 };
  for (const { route } of callsOf(steps)) {
    const operation = operationsById.get(route.id);
    if (!operation) course.own += 1;
    else if (operation.idempotency === 'safe') course.reads += 1;
    else course.writes += 1;
    // What such a read shows is kept, and the gateway asks AT&T itself.
    if (operation && operationEntryOf(operation).handler === 'trackedRead') {
      course.polls += 1;
      course.sightings += 1;
    }
  }
  return course;
};

/** A Monday, in business hours. */
const begun = Date.UTC(2026, 2, 2, 15);

/** How often something is polled that is open for so many days. */
export const pollsWithin = (schedule: PollSchedule, days: number): number => {
  let polls = 0;
  let ageMs = schedule.firstSeconds * 1000;
  while (ageMs < days * 86_400_000) {
    polls += 1;
    ageMs += nextWaitSeconds(schedule, { key: 'cost', ageMs, nowMs: begun + ageMs, polls }) * 1000;
  }
  return polls;
};

const orderSteps = journeys.find(({ name }) => name === 'alliance')?.steps ?? [];

/** As the journey of Alliance Ordering goes, which the demo and the tests go too. */
export const courseOfOrder = (): Course =>
  countOf(orderSteps, pollsWithin(getOrderStatus.polled.schedule, assumed('daysOpen')));

/** As the journey of a port-in goes that the old carrier refuses once. */
export const courseOfPort = (): Course =>
  countOf(portInSteps, pollsWithin(getPortIn.polled.schedule, assumed('daysOpen')));

const times = (course: Course, count: number): Course => ({
  reads: course.reads * count,
  writes: course.writes * count,
  own: course.own * count,
  polls: course.polls * count,
  sightings: course.sightings * count,
});

export const callsIn = ({ reads, writes, own }: Course): number => reads + writes + own;

/** What so many of a course cost, beyond what a tenant costs anyway. */
export const usageCosts = (
  { clientLimits }: Pick<Tenant, 'clientLimits'>,
  resources: Resources,
  one: Course,
  count: number,
): CostLine[] => {
  const course = times(one, count);
  const calls = callsIn(course);
  const events = course.writes * assumed('eventsPerWrite');
  const batches = course.writes * assumed('streamBatchesPerWrite');
  const deliveries = events * assumed('webhooksPerEvent');
  // Each call is let through by the authorizer, where clients are limited; else unless its last answer is still good: taken as never.
  const invocations = calls * 2 + course.sightings + course.polls + batches + deliveries;
  const ofAtt = course.reads + course.writes + course.polls;
  const seconds = (ofAtt * assumed('attAnswerMs') + invocations * assumed('runMs')) / 1000;
  const logged = (invocations * assumed('logBytesPerInvocation') + calls * assumed('accessLogBytes')) / gb;
  const stored = (count * assumed('itemKb') * 1000) / gb;
  return [
    { what: 'calls of the API', price: 'apiRequest', quantity: calls },
    { what: 'invocations of functions', price: 'lambdaRequest', quantity: invocations },
    { what: 'their time, waiting for AT&T too', price: 'lambdaGbSecond', quantity: seconds * memoryGb(resources) },
    ...(clientLimits
      ? [
          {
            what: 'counting of calls',
            price: 'tableWrite' as const,
            quantity: unitsOf['count of a call'].writes * calls,
          },
        ]
      : []),
    { what: 'reads of the table', price: 'tableRead', quantity: unitsFor(course, events, deliveries).reads },
    { what: 'writes of the table', price: 'tableWrite', quantity: unitsFor(course, events, deliveries).writes },
    { what: 'kept in the table', price: 'tableStored', quantity: stored },
    { what: 'kept to restore it', price: 'tableBackedUp', quantity: stored },
    {
      what: 'polls: steps of state machines',
      price: 'stateTransition',
      quantity: transitionsOf(one.polls) * count,
    },
    { what: 'events on the bus', price: 'busEvent', quantity: events },
    { what: 'webhooks: put, taken and removed', price: 'queueRequest', quantity: deliveries * 3 },
    { what: 'reads of secrets', price: 'secretRequest', quantity: ofAtt * assumed('secretReadsPerCall') },
    { what: 'logs written', price: 'logIngested', quantity: logged },
    { what: 'logs kept for a month', price: 'logStored', quantity: logged },
    { what: 'traces', price: 'trace', quantity: invocations },
  ];
};

const unitsFor = (course: Course, events: number, deliveries: number): { reads: number; writes: number } => {
  const parts = [
    [unitsOf['tracked read'], course.reads],
    [unitsOf.write, course.writes],
    [unitsOf.list, course.own],
    [unitsOf.poll, course.polls],
    [unitsOf.event, events],
    [unitsOf.delivery, deliveries],
  ] as const;
  return {
    reads: parts.reduce((sum, [units, count]) => sum + units.reads * count, 0),
    writes: parts.reduce((sum, [units, count]) => sum + units.writes * count, 0),
  };
};

/** What clients pay Cognito for: a token an hour each, or one for each call. */
export const tokenCosts = (clients: number, calls: number, isCached: boolean): CostLine[] => [
  { what: 'app clients', price: 'appClient', quantity: clients },
  {
    what: isCached ? 'access tokens, one an hour for each client' : 'access tokens, one for each call',
    price: 'tokenRequest',
    quantity: isCached ? Math.min(calls, clients * assumed('hoursActive')) : calls,
  },
];

/** Of calls in every hour of the month. */
export const metricCosts = (tenant: Tenant, calls: number): CostLine[] =>
  calls === 0
    ? []
    : [
        {
          what: 'custom metrics of every call',
          price: 'customMetric',
          quantity: metricsOfEveryCall(tenant) * (Math.min(assumed('hoursActive'), calls) / hoursInMonth),
        },
      ];
