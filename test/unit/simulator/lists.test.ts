import { operationById } from '#operations/registry';
import { lines } from '../../../tools/simulator/behaviours/mobility/lines';
import { portIns } from '../../../tools/simulator/behaviours/mobility/port-ins';
import { behaviours } from '../../../tools/simulator/behaviours/registry';
import { createSimulation } from '../../../tools/simulator/simulation';
import type { Kind, SimWorld } from '../../../tools/simulator/world/sim-world';

const own = createSimulation({}).world.forProvider('SP-A');

/** Of a world that may be asked for what has a value, and not for everything. */
const withoutAll: SimWorld = {
  ...own,
  of: <T extends object>(kind: Kind<T>) => ({
    ...own.of(kind),
    all: () => {
      throw new Error(`every ${kind.name} was looked at`);
    },
  }),
};

const [line] = own
  .of(lines)
  .all()
  .map(([, one]) => one)
  .filter(({ foundationAccountNumber }) => foundationAccountNumber !== undefined);
const [portIn] = own
  .of(portIns)
  .all()
  .map(([, one]) => one);

const countOfLines = (isMeant: (one: NonNullable<typeof line>) => boolean): number =>
  own
    .of(lines)
    .all()
    .filter(([, one]) => isMeant(one)).length;

describe('a list of the simulated AT&T', () => {
  it.each([
    [
      'list-subscribers',
      { billingAccountNumber: line?.billingAccountNumber },
      countOfLines(({ billingAccountNumber }) => billingAccountNumber === line?.billingAccountNumber),
    ],
    [
      'list-subscribers',
      { foundationAccountNumber: line?.foundationAccountNumber },
      countOfLines(({ foundationAccountNumber }) => foundationAccountNumber === line?.foundationAccountNumber),
    ],
    ['list-subscribers', { subscriberStatus: 'Cancelled' }, countOfLines(({ status }) => status === 'cancelled')],
    ['list-subscribers', { subscriberNumber: '2125550105' }, 1],
    ['get-line-details', { subscriberStatus: 'CANCELLED' }, countOfLines(({ status }) => status === 'cancelled')],
    ['list-port-ins', { subscriberNumber: portIn?.subscriberNumber }, 1],
  ] as const)('%s by %j looks at nothing but what is meant', (id, query, count) => {
    const request = {
      operation: { ...operationById(id), id },
      solutionProvider: 'SP-A',
      path: {},
      query: query as Record<string, string>,
      headers: {},
      body: undefined,
    };
    const { body } = behaviours[id]?.answer(request, withoutAll) ?? {};
    const [listed] = Object.values(body as object).filter((member) => Array.isArray(member));
    expect(count).toBeGreaterThan(0);
    expect(listed).toHaveLength(count);
  });
});
