import { judge } from '#att/judge';
import type { Example } from '#domain/define-examples';
import type { SimAnswer, SimOperation, SimRequest } from '../../tools/simulator/behaviour';
import { mobilityBehaviours, mobilityKinds } from '../../tools/simulator/behaviours/mobility/mobility-behaviours';
import { wirePartsOf } from '../../tools/simulator/example-answers';
import { createClock } from '../../tools/simulator/world/clock';
import { World } from '../../tools/simulator/world/world';
import { mobilityOperations, type MobilityId } from './mobility-operations';
import { imeiOf } from './imei';

export interface Parts {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
}

/** What AT&T answered and what the gateway makes of it. */
export interface Told {
  status: number;
  body: Record<string, unknown>;
  outcome: string;
}

const solutionProvider = '10006';

const mobilityOperation = (id: MobilityId): SimOperation => mobilityOperations.find((each) => each.id === id)!;

/** The seam between parts of any operation and the request type of all: path, query and body are what an example has. */
export const exampleOf = (request: Parts): Example => ({
  name: '',
  provenance: 'assumed',
  request,
  answer: { status: 200, body: {} },
});

/** As the gateway sends it: with the members the binding states. */
const wireRequest = (id: MobilityId, parts: Parts): SimRequest => {
  const operation = mobilityOperation(id);
  return { operation, solutionProvider, headers: {}, ...wirePartsOf(operation, exampleOf(parts)) };
};

/** Judges an answer as the gateway does. Throws when a 2xx answer is not of the documented shape. */
export const told = (id: MobilityId, { status, body }: SimAnswer): Told => {
  const text = JSON.stringify(body);
  const operation = mobilityOperation(id);
  if (status < 300) operation.response.parse(JSON.parse(text));
  const { outcome } = judge(operation.success, { status, headers: {}, text });
  return { status, body: JSON.parse(text) as Record<string, unknown>, outcome };
};

export interface MobilityWorld {
  world: World;
  ask: (id: MobilityId, parts: Parts) => Told;
  advance: (duration: string) => void;
}

/** A simulated AT&T Mobility without a socket, on 10 November 2026. Examples are not replayed: behaviours answer them. */
export const createMobilityWorld = (): MobilityWorld => {
  const realMs = Date.parse('2026-11-10T12:00:00Z');
  const clock = createClock(1, () => realMs);
  const world = new World(clock, mobilityKinds);
  return {
    world,
    ask: (id, parts) => {
      world.runDueTransitions();
      return told(id, mobilityBehaviours[id]!.answer(wireRequest(id, parts), world.forProvider(solutionProvider)));
    },
    advance: (duration) => {
      clock.advance(duration);
      world.runDueTransitions();
    },
  };
};

/** A good port-in request. */
export const portInOf = (subscriberNumber: string, more: object = {}): object => ({
  subscriberNumber,
  billingAccountNumber: '287300000002',
  oldServiceProvider: { name: 'Sample Wireless', accountNumber: '900012345', pin: '482913', taxId: '1234' },
  accountHolder: {
    name: { firstName: 'Kim', lastName: 'Example' },
    address: { street: '100 Example Avenue', city: 'New York', state: 'NY', zipCode: '10001' },
  },
  billingZip: '10001',
  ...more,
});

/** A good activation request. */
export const activationOf = (device: object = {}, more: object = {}): object => ({
  billingAccountNumber: '287300000002',
  subscriber: {
    name: { firstName: 'Robin', lastName: 'Example' },
    primaryPlaceOfUse: { street: '100 Example Avenue', city: 'New York', state: 'NY', zipCode: '10001' },
  },
  serviceZip: '10001',
  ratePlanCode: 'UNLIMITED-A',
  device: { imei: imeiOf('35209900'), sim: '89014103200000009999', ...device },
  ...more,
});
