import assert from 'node:assert/strict';
import { IAMClient, SimulateCustomPolicyCommand } from '@aws-sdk/client-iam';
import { within } from '#platform/aws/within';
import { evaluationsIn } from './emulated-iam/evaluations';
import { refusedInEachWay, refusedItems, writeTogether } from './emulated-iam/items';
import { as, asProvider, makeTrial, names, providers, readSecret, tag, type Place } from './emulated-iam/trial';
import type { Journey } from './journey';

const [own, other] = providers;
const takesItself = { Key: 'Takes', Value: names.session };
const denied = { name: 'AccessDenied' };
const refused = { name: 'AccessDeniedException' };

/** That the emulator evaluates sessions of one Solution Provider as AWS does: otherwise what is deployed shows nothing about them (ADR 0102). */
export const emulatedIamJourney: Journey<Place> = {
  name: 'IAM as the emulator has it',
  steps: [
    {
      title:
        'a role takes on one that it names in a tag, for one Solution Provider and no other way, and nobody else does',
      run: async (place) => {
        await makeTrial(place);
        const caller = await as(place, names.caller);
        const session = await as(caller, names.session, [{ Key: tag, Value: own }]);
        for (const tags of [[], [{ Key: tag, Value: '' }], [{ Key: tag, Value: own }, takesItself]])
          await assert.rejects(as(caller, names.session, tags), denied, JSON.stringify(tags));
        const stranger = await as(place, names.stranger);
        await as(stranger, names.open);
        for (const one of [stranger, session])
          await assert.rejects(as(one, names.session, [{ Key: tag, Value: other }]), denied);
        await assert.rejects(as(caller, names.open), denied, 'its own policy does not say so');
      },
    },
    {
      title: 'a session gets at items of the partitions that its tag names, in each way of asking, and at no others',
      run: async (place) => {
        const session = await asProvider(place, own);
        for (const partition of [`SP#${own}`, `ORDERS#${own}#1`])
          assert.deepEqual(await refusedItems(session, partition), {}, partition);
        for (const partition of [`SP#${other}`, `SP#${own}0`, `SP#${own}#1`, `ORDERS#${other}#1`, 'AUDIT#1'])
          assert.deepEqual(await refusedItems(session, partition), refusedInEachWay, partition);
        await assert.rejects(writeTogether(session, [`SP#${own}`, `SP#${other}`]), refused);
      },
    },
    {
      title: 'it reads the secret of its own name alone',
      run: async (place) => {
        const session = await asProvider(place, own);
        await readSecret(session, own);
        await assert.rejects(readSecret(session, other), refused);
      },
    },
    {
      title: 'variables of policies are what IAM’s reference says',
      run: async ({ settings, region, account }) => {
        const iam = new IAMClient({ ...settings, region, ...within(20_000) });
        for (const { about, statement, version = '2012-10-17', resource, isAllowed } of evaluationsIn(account)) {
          const policy = { Version: version, Statement: [{ Effect: 'Allow', Action: 's3:GetObject', ...statement }] };
          const { EvaluationResults = [] } = await iam.send(
            new SimulateCustomPolicyCommand({
              PolicyInputList: [JSON.stringify(policy)],
              ActionNames: ['s3:GetObject'],
              ResourceArns: [resource],
            }),
          );
          const decision = EvaluationResults[0]?.EvalDecision;
          assert.equal(decision === 'allowed', isAllowed, `${about}: ${resource} by ${JSON.stringify(statement)}`);
        }
      },
    },
  ],
};
