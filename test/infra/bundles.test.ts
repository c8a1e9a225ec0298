import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Operation } from '#domain/define-operation';
import { readBacksOf } from '#domain/read-backs-of';
import { operationEntryOf } from '#domain/operation-entry';
import { operationById, operations, type OperationId } from '#operations/registry';
import { routeGroups } from '#routes/registry';
import { authorizerBundle, backgroundHandlers, bundleHandlers, pushHandlers } from '../../lib/bundle-handlers';
import { missingJsonSchema } from '../../lib/lean-zod';
import { sightingKeeperName } from '../../lib/names';
import { notAllowed, shippedPackages } from '../../tools/supply-chain/shipped-packages';
import { statedContract } from '../support/stated-contract';
import { temporaryDirectory } from '../support/temporary-directory';

jest.setTimeout(180_000);

const directory = temporaryDirectory('bundles-');
let files: string[] = [];
beforeAll(() => {
  files = bundleHandlers(directory, { operations, routeGroups, hasPushes: true });
});

const bundleOf = (name: string): string => readFileSync(join(directory, name, 'index.js'), 'utf8');

/** Operations a bundle has the definitions of. */
const definedIn = (bundle: string): OperationId[] =>
  operations.map(({ id }) => id).filter((id) => new RegExp(`\\bid:["'\`]${id}["'\`],family:`).test(bundle));

const related = (operation: Operation): string[] => [
  operation.id,
  ...readBacksOf(operation).map(({ by }) => by.id),
  ...(operation.polledBy ? [operation.polledBy.id] : []),
];

it('may land in a folder relative to where the CDK command runs, with a worker where AT&T may answer late', () => {
  const folder = join('cdk.out', 'bundles-test');
  const two = [operationById('request-port-in'), operationById('update-device')];
  bundleHandlers(folder, { operations: two, routeGroups: [], late: ['request-port-in'] });
  const [late = '', other = ''] = two.map(({ id }) => readFileSync(join(folder, id, 'index.js'), 'utf8'));
  rmSync(folder, { recursive: true });
  expect(late).toMatch(/\{handler:\(\)=>[\w$]+,worker:\(\)=>[\w$]+\}/);
  expect(other).toMatch(/\{handler:\(\)=>[\w$]+\}/);
  const invokes = 'x-amz-invocation-type';
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

/** In thousands of bytes, by what an operation’s function is made of: it is read, compiled and kept by every new process. */
const budgets: Record<string, number> = {
  'read plainEffects': 182,
  'cachedRead plainEffects': 189,
  'trackedRead orderEffects': 228,
  'trackedRead portInEffects': 247,
  'trackedRead activationEffects': 232,
  'trackedRead provisioningEffects': 226,
  'trackedRead lineReadEffects': 228,
  'write plainEffects': 236,
  'write orderEffects': 266,
  'write portInEffects': 286,
  'write activationEffects': 276,
  'write provisioningEffects': 262,
  'write lineEffects': 253,
};

const kindOf = (operation: Operation): string => Object.values(operationEntryOf(operation)).join(' ');
const kilobytes = (name: string, folder = directory): number => statSync(join(folder, name, 'index.js')).size / 1_000;

it.each(Object.keys(budgets))('%s: no function of the kind is larger than its budget', (kind) => {
  const sizes = operations.filter((one) => kindOf(one) === kind).map(({ id }) => [id, kilobytes(id)] as const);
  expect(sizes).not.toEqual([]);
  expect(sizes.filter(([, size]) => size > budgets[kind]!)).toEqual([]);
});

/** The same where a tenant states its contract. */
const statedBudgets = { read: 194, cachedRead: 194, trackedRead: 252, write: 292 };

it('no function of a tenant that states its contract is larger than its budget', async () => {
  const { contract } = await statedContract('tincan');
  const stated = operations.filter(({ id }) => contract[id] !== undefined);
  const folder = temporaryDirectory('stated-bundles-');
  bundleHandlers(folder, { operations: stated, routeGroups: [], contract });
  const sizes = stated.map(
    (one) => [one.id, kilobytes(one.id, folder), statedBudgets[operationEntryOf(one).handler]] as const,
  );
  expect(new Set(stated.map((one) => operationEntryOf(one).handler))).toEqual(new Set(Object.keys(statedBudgets)));
  expect(sizes.filter(([, size, budget]) => size > budget)).toEqual([]);
});

it('every kind of function has a budget', () => {
  expect([...new Set(operations.map(kindOf))].filter((kind) => !(kind in budgets))).toEqual([]);
  expect(kilobytes(authorizerBundle)).toBeLessThan(145);
  expect(kilobytes(sightingKeeperName)).toBeLessThan(200);
});

const callersFunctions = [authorizerBundle, sightingKeeperName, ...operations.map(({ id }) => id)];
const groups = routeGroups.map(({ id }) => id);

const carrying = (names: readonly string[], text: string): string[] =>
  names.filter((name) => bundleOf(name).includes(text));

it('what a caller waits for asks AWS without the SDK’s clients', () => {
  const itsWord = 'middlewareStack';
  expect(carrying(backgroundHandlers, itsWord)).toEqual(backgroundHandlers);
  // It has functions check the form of each call, and waits for what they answer.
  expect(carrying([...callersFunctions, 'push-receiver', ...groups], itsWord)).toEqual(['bulk-create']);
});

it.each(['reference cycle', 'ksuid('])('what does not make JSON Schema carries no zod that nobody uses: %s', (text) => {
  const others = [...callersFunctions, ...backgroundHandlers, ...pushHandlers];
  expect(carrying([...others, ...groups], text)).toEqual(['bulk-create']);
});

it('a function makes no schema at its start that its operation does not use', () => {
  const made = ['must be one e-mail address', 'must be a name of at most 128 printable', 'must be 6 digits: area code'];
  const madeBy = (id: OperationId): string[] => made.filter((said) => bundleOf(id).includes(said));
  expect(madeBy('alliance-look-up-end-customer')).toEqual([]);
  expect(madeBy('list-port-ins')).toEqual([]);
  expect(madeBy('alliance-get-order-status')).toEqual(['must be a name of at most 128 printable']);
});

it.each(['uint8ArrayToHex', 'hexToUint8Array'])(
  'what zod has for itself alone is carried where it is used: %s',
  (name) => {
    expect(bundleOf('list-port-ins')).not.toContain(name);
  },
);

it('no function makes JSON Schema with a zod that cannot', () => {
  const names = [...callersFunctions, ...groups, ...backgroundHandlers, ...pushHandlers];
  expect(carrying(names, missingJsonSchema)).toEqual([]);
  expect(carrying(names, '.toJSONSchema(')).toEqual([]);
});

describe('what is shipped besides this project', () => {
  it('is of packages whose licences are allowed, and that are dependencies, not for development alone', () => {
    const packages = shippedPackages(join(__dirname, '..', '..'), files);
    expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(['zod', 'jose', '@middy/core']));
    expect(notAllowed(packages)).toEqual([]);
    const lock = z
      .object({ packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional() })) })
      .parse(JSON.parse(readFileSync(join(__dirname, '../../package-lock.json'), 'utf8')));
    const forDevelopment = packages.filter(({ name }) => lock.packages[`node_modules/${name}`]?.dev === true);
    expect(forDevelopment).toEqual([]);
  });

  it('stands in the bill of materials, with its version', () => {
    const printed = execFileSync('npm', ['run', '--silent', 'sbom'], {
      cwd: join(__dirname, '..', '..'),
      encoding: 'utf8',
    });
    const { bomFormat, components } = z
      .object({ bomFormat: z.string(), components: z.array(z.looseObject({ 'bom-ref': z.string() })) })
      .parse(JSON.parse(printed));
    expect(bomFormat).toBe('CycloneDX');
    const listed = new Set(components.map((one) => one['bom-ref']));
    const packages = shippedPackages(join(__dirname, '..', '..'), files);
    expect(packages.filter(({ name, version }) => !listed.has(`${name}@${version}`))).toEqual([]);
  });

  it('is told by name where its licence is not allowed', () => {
    const one = { name: 'x', version: '1.0.0', licence: 'AGPL-3.0' };
    expect(notAllowed([one, { ...one, licence: 'none stated' }, { ...one, licence: 'MIT' }])).toHaveLength(2);
  });
});
