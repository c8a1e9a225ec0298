import { longRunningRules } from '#domain/mobility/long-running-kinds';
import { longRunningKinds as names } from '#domain/mobility/observation';
import { operationEntryOf } from '#domain/operation-entry';
import { activationEffects, portInEffects, provisioningEffects, type ComposeEffects } from '#entry/compose-effects';
import { examplesOf, operations } from '#operations/registry';
import { anyKind } from '#tracking/long-running/any-kind';
import { longRunningKinds } from '#tracking/long-running/kinds';
import { portIn } from '#tracking/long-running/port-in';
import { recordingMetrics } from '../../../support/fakes';
import { testTable } from '../order/orders';
import { calling, now } from './effects-world';

/** What functions are composed with, by its name. */
const composers = new Map<string, ComposeEffects>(
  Object.entries({ portInEffects, activationEffects, provisioningEffects }),
);
const longRunning = operations.filter((one) => one.longRunning !== undefined);

it.each(longRunning.map(({ id }) => id))('%s has the kind that its calls are about', async (id) => {
  const operation = longRunning.find((one) => one.id === id)!;
  const { request, answer } = examplesOf[id][0];
  const ports = { metrics: recordingMetrics(), now: () => now, portInProfiles: [] };
  const effects = composers.get(operationEntryOf(operation).effects)!({
    ...ports,
    table: await testTable(),
    workflow: 'strict',
    lineChangeLimit: 'off',
  });
  const context = calling(id, { ...(request.path && { path: request.path }), body: { ...(request.body as object) } });
  await effects.reserve(context, 'req_1');
  await effects.recordObservation(context, answer.body);
  const { update } = effects.effectsOf(context, answer.body, 'req_1');
  expect(update?.progress?.kind).toBe(operation.longRunning?.step && operation.longRunning.kind);
});

it.each(names)('the rules of a %s are found by its name', (kind) => {
  expect(anyKind.rulesOf(kind)).toBe(longRunningRules[kind]);
});

it('a function that is about others knows nothing of a kind', () => {
  expect(() => longRunningKinds(portIn).rulesOf('pdp-provisioning')).toThrow(
    'Nothing is known here of a pdp-provisioning.',
  );
});
