import assert from 'node:assert/strict';
import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { GetPolicyCommand, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { operationById } from '#operations/registry';
import { functionName } from '../../../lib/names';
import { clientsOf, physicalIdsOf, type ProbedWorld, type Probes } from './probe';

/** What nobody of the deployment may do, as `[action, resource]`. */
const forbidden = ({ region, account, tenant }: ProbedWorld): [string, string][] => {
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  const other = `${tenant}-2`;
  return [
    [
      'secretsmanager:GetSecretValue',
      arn('secretsmanager', `secret:att-partner-gateway/${other}/10067/mobility-AbCdEf`),
    ],
    ['dynamodb:GetItem', arn('dynamodb', `table/att-partner-gateway-${other}-data-Table`)],
    ['lambda:InvokeFunction', arn('lambda', `function:${functionName(other, 'alliance-create-quote')}`)],
    ['states:StartExecution', arn('states', `stateMachine:att-${other}-status-poller`)],
    ['events:PutEvents', arn('events', `event-bus/att-partner-gateway-${other}`)],
    ['iam:PassRole', `arn:aws:iam::${account}:role/any`],
    ['sts:AssumeRole', `arn:aws:iam::${account}:role/any`],
    ['secretsmanager:ListSecrets', '*'],
  ];
};

const statements = z.object({
  Statement: z.array(z.looseObject({ Effect: z.string(), Principal: z.unknown(), Condition: z.unknown() })),
});

/** Who may do what, asked of AWS itself. */
export const rightsProbes: Probes = {
  name: 'Rights as AWS evaluates them',
  steps: [
    {
      title: 'no function can be invoked by whoever is not signed for',
      run: async (world) => {
        const name = functionName(world.tenant, operationById('alliance-create-quote').id);
        const { endpoint } = world.settings;
        const base = typeof endpoint === 'string' ? endpoint : `https://lambda.${world.region}.amazonaws.com`;
        const answer = await fetch(`${base}/2015-03-31/functions/${name}/invocations`, { method: 'POST', body: '{}' });
        assert.equal(answer.status, 403, await answer.text());
      },
    },
    {
      title: 'no function is open to another account or to everybody by a policy of its own',
      run: async (world) => {
        const { lambda } = clientsOf(world);
        for (const FunctionName of await physicalIdsOf(world, 'AWS::Lambda::Function')) {
          const answer = await lambda.send(new GetPolicyCommand({ FunctionName })).catch((error: unknown) => {
            if (error instanceof ResourceNotFoundException) return { Policy: undefined };
            throw error;
          });
          if (answer.Policy === undefined) continue;
          for (const { Principal, Condition } of statements.parse(JSON.parse(answer.Policy)).Statement) {
            assert.match(JSON.stringify(Principal), /^\{"Service":"[a-z]+\.amazonaws\.com"\}$/, FunctionName);
            assert.ok(Condition, `${FunctionName} may be invoked by a service for anybody`);
          }
        }
      },
    },
    {
      title: 'no role gets to another tenant’s secrets, table, functions or events, nor to another role',
      run: async (world) => {
        const { iam } = clientsOf(world);
        const roles = await physicalIdsOf(world, 'AWS::IAM::Role', ['api', 'tracking']);
        assert.ok(roles.length > 25, `only ${roles.length} roles`);
        const cases = forbidden(world);
        for (const role of roles) {
          for (const [action, resource] of cases) {
            const { EvaluationResults = [] } = await iam.send(
              new SimulatePrincipalPolicyCommand({
                PolicySourceArn: `arn:aws:iam::${world.account}:role/${role}`,
                ActionNames: [action],
                ResourceArns: [resource],
              }),
            );
            assert.equal(EvaluationResults.length, 1);
            assert.match(EvaluationResults[0]?.EvalDecision ?? '', /Deny$/, `${role} may ${action} ${resource}`);
          }
        }
      },
    },
  ],
};
