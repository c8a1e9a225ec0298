import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Example } from '#domain/define-examples';
import type { Operation } from '#domain/define-operation';
import { branchesOf, type Schema } from '#domain/schema-definition';
import { stepsOf } from '#domain/order/order-workflow';
import { examplesOf, operations } from '#operations/registry';
import { longRunningOperations, orderStepOperations } from '#operations/listing';
import { operation as getPortIn } from '#operations/get-port-in/operation';
import { orderIdReadBy } from '#polling/polled-read';

const all: readonly Operation[] = operations;

const isLoose = (schema: Schema): boolean =>
  branchesOf(schema).some((definition) => {
    if (definition.type === 'array') return isLoose(definition.element);
    if (definition.type !== 'object') return false;
    return definition.catchall !== undefined || Object.values(definition.shape).some(isLoose);
  });

/** What is wrong with a definition, each in a sentence that says what to do about it. */
const mistakesIn = (operation: Operation, registered: readonly Operation[] = all): string[] => {
  const { id, polled, polledBy, readBack, idempotency, longRunning, order, binding, success } = operation;
  const { summary, description, impact, notReadBack } = operation;
  const texts = JSON.stringify([summary, description, impact, notReadBack, binding.source]);
  const read = polledBy && orderIdReadBy(polledBy);
  return [
    texts.includes('To be written') && 'replace every “To be written” in its operation.ts.',
    polled && idempotency !== 'safe' && 'only a read is polled: move `polled` to the read and name it in `polledBy`.',
    polled &&
      !longRunning?.idAt &&
      !orderIdReadBy(operation) &&
      'is polled, so its `longRunning` or `order` rule has to point at the id it is read by.',
    polled &&
      longRunning &&
      polled.kind !== longRunning.kind &&
      `polls a ${longRunning.kind}: call its \`polled.kind\` that.`,
    polled &&
      registered.some((other) => other !== operation && other.polled?.kind === polled.kind) &&
      `\`polled.kind\` ${polled.kind} is another read’s: choose a name of its own.`,
    polledBy && !registered.includes(polledBy) && `list ${polledBy.id}, which polls it, in the registry.`,
    polledBy && idempotency === 'safe' && 'is a read: `polledBy` is for writes.',
    polledBy &&
      read !== undefined &&
      order?.[read] === undefined &&
      `${polledBy.id} reads by ${read}: point at that id in the \`order\` rule.`,
    polledBy &&
      read === undefined &&
      binding.idAt === undefined &&
      `${polledBy.id} reads by AT&T’s id: say in \`binding.idAt\` where the answer has it.`,
    idempotency !== 'safe' &&
      !readBack === !notReadBack &&
      'say in `readBack` what shows that it was done, or in `notReadBack` why nothing does.',
    readBack && !registered.includes(readBack.by) && `list ${readBack.by.id}, which reads it back, in the registry.`,
    readBack?.by.family !== undefined &&
      readBack.by.family !== operation.family &&
      `read it back by an operation of its own family: credentials are per family.`,
    [success.done, success.refused].some((rule) => rule && isLoose(rule)) &&
      '`success` asks whether a schema takes the answer: let it be of `z.object`, a loose one copies all of the answer.',
  ]
    .filter((mistake): mistake is string => typeof mistake === 'string')
    .map((mistake) => `${id}: ${mistake}`);
};

it.each(all.map((operation) => [operation.id, operation] as const))('%s is complete', (id, operation) => {
  const shown: Readonly<Record<string, readonly Example[]>> = examplesOf;
  expect(mistakesIn(operation)).toEqual([]);
  expect(shown[id]?.map(({ name }) => name).filter((name) => name.includes('To be written'))).toEqual([]);
  expect([id, existsSync(join('functions', 'operations', id, 'operation.ts'))]).toEqual([id, true]);
});

it('has every operation once, at a route of its own', () => {
  const ids = all.map(({ id }) => id);
  const routes = all.map(({ method, path }) => `${method} ${path}`);
  expect([new Set(ids).size, new Set(routes).size]).toEqual([all.length, all.length]);
  const folders = readdirSync(join('functions', 'operations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(entry.parentPath, entry.name, 'operation.ts')))
    .map(({ name }) => name);
  expect(folders.filter((name) => !ids.includes(name)).map((name) => `${name}: list it in its family’s file`)).toEqual(
    [],
  );
});

it.each(['apex', 'alliance'] as const)('every step of an %s order has an operation that takes it', (program) => {
  const without = stepsOf(program).filter((step) => orderStepOperations[`${program} ${step}`] === undefined);
  expect(without.map((step) => `${step}: give an operation order: { program: '${program}', step: '${step}' }`)).toEqual(
    [],
  );
});

it('everything long-running can be asked for and read', () => {
  for (const kind of ['port-in', 'service-activation', 'pdp-provisioning'] as const)
    expect([longRunningOperations[`${kind} open`], longRunningOperations[`${kind} read`]]).not.toContain(undefined);
});

describe('what is forgotten is said', () => {
  const { polledBy, ...plain } = operations.find(({ id }) => id === 'request-port-in') as Operation;
  const { idAt: _, ...withoutId } = plain.binding;
  it.each<[string, Operation, RegExp]>([
    ['a summary', { ...plain, summary: 'To be written: x' }, /replace every/],
    ['who polls is not listed', { ...plain, polledBy: { ...getPortIn } }, /list get-port-in, which polls it/],
    ['where the id is', { ...plain, binding: withoutId, polledBy: polledBy! }, /say in `binding.idAt`/],
    ['what is not looked at', { ...plain, success: { done: z.array(z.looseObject({})) } }, /a loose one copies/],
    ['a polled write', { ...plain, polled: getPortIn.polled }, /only a read is polled/],
    ['a kind of its own', { ...getPortIn, id: 'get-other' }, /choose a name of its own/],
  ])('%s', (_title, operation, sentence) => {
    expect(mistakesIn(operation).join('\n')).toMatch(sentence);
  });
});
