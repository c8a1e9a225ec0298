import { costsIn, kindsOfCalls, least, type Surroundings } from '../../../bench/measure/growth';

const few = costsIn(least);

/** Requests of each kind of call; bytes may differ by the digits of a position. */
const requestsIn = async (costs: ReturnType<typeof costsIn>) => {
  const known = await costs;
  return Object.fromEntries(kindsOfCalls.map((kind) => [kind, known[kind].requests]));
};

it('costs as many requests to the table, whatever a call does and however much there is around it', async () => {
  const around: Surroundings = { items: 1_000, solutionProviders: 100, endpoints: 1 };
  expect(await requestsIn(costsIn(around))).toEqual(await requestsIn(few));
});

it('costs a delivery no more for each of many endpoints', async () => {
  const [one, many] = [await few, await costsIn({ ...least, endpoints: 20 })];
  expect(many.delivery.requests).toBeLessThanOrEqual(one.delivery.requests);
  expect(many.event).toEqual(one.event);
});
