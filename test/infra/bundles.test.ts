import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '#domain/define-operation';
import { operationById, operations, type OperationId } from '#operations/registry';
import { routeGroups } from '#routes/registry';
import { backgroundHandlers, bundleHandlers, pushHandlers } from '../../lib/bundle-handlers';
import { temporaryDirectory } from '../support/temporary-directory';

jest.setTimeout(180_000);

const directory = temporaryDirectory('bundles-');
beforeAll(() => {
  bundleHandlers(directory, { operations, routeGroups, hasPushes: true });
});

const bundleOf = (name: string): string => readFileSync(join(directory, name, 'index.js'), 'utf8');

/** Operations a bundle has the definitions of. */
const definedIn = (bundle: string): OperationId[] =>
  operations.map(({ id }) => id).filter((id) => new RegExp(`\\bid:["'\`]${id}["'\`],family:`).test(bundle));

const related = ({ id, readBack, polledBy }: Operation): string[] => [
  id,
  ...(readBack ? [readBack.by.id] : []),
  ...(polledBy ? [polledBy.id] : []),
];

it('may land in a folder relative to where the CDK command runs, with a worker where AT&T may answer late', () => {
  const folder = join('cdk.out', 'bundles-test');
  const two = [operationById('request-port-in'), operationById('update-device')];
  bundleHandlers(folder, { operations: two, routeGroups: [], late: ['request-port-in'] });
  const [late = '', other = ''] = two.map(({ id }) => readFileSync(join(folder, id, 'index.js'), 'utf8'));
  rmSync(folder, { recursive: true });
  expect(late).toMatch(/\{handler:\(\)=>\w+,worker:\(\)=>\w+\}/);
  expect(other).toMatch(/\{handler:\(\)=>\w+\}/);
  const invokes = 'X-Amz-Invocation-Type';
  expect([late.includes(invokes), other.includes(invokes)]).toEqual([true, false]);
});

it.each(operations.map(({ id }) => id))('%s carries its own definition, and those of what reads for it', (id) => {
  const operation = operations.find((one) => one.id === id)!;
  expect(definedIn(bundleOf(id))).toEqual(expect.arrayContaining([id]));
  expect(definedIn(bundleOf(id)).filter((other) => !related(operation).includes(other))).toEqual([]);
});

it.each([...backgroundHandlers, ...pushHandlers, ...operations.map(({ id }) => id)])(
  '%s carries no examples',
  (name) => {
    expect(bundleOf(name)).not.toMatch(/provenance:["'`]\w+["'`],request:/);
  },
);
