import { runSimulation } from '@cloud-copilot/iam-simulate';
import { aTenant, synthesize } from './synthesized';
import { accountId, accountOf, type Account } from './iam/account';
import { callsOf, purposeOf, type AwsCall } from './iam/calls';

const tenant = aTenant({
  readCacheSeconds: 10,
  pushes: { secretHeader: 'X-Push-Secret', sources: ['192.0.2.0/24'] },
  lateAnswers: { operations: ['request-port-in', 'change-number'], seconds: 300 },
});
const account: Account = accountOf(synthesize({ tenant }), tenant.tenant);

const refusedOf = async (role: string, calls: readonly AwsCall[]) => {
  const out: string[] = [];
  for (const call of calls) {
    const r = await runSimulation(
      {
        request: {
          principal: role,
          action: call.action,
          resource: { resource: call.resource, accountId },
          contextVariables: { 'aws:PrincipalArn': role, ...call.context },
        },
        identityPolicies: [{ name: 'p', policy: account.roles.get(role) }],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        resourcePolicy: account.resourcePolicies.get(call.resource),
      },
      {},
    );
    if (r.resultType === 'error') out.push(JSON.stringify(r.errors));
    else if (r.overallResult !== 'Allowed')
      out.push(`${r.overallResult} ${call.action} ${call.resource} ${JSON.stringify(call.context)}`);
  }
  return out;
};

it('look', async () => {
  let n = 0;
  const t = Date.now();
  const bad: string[] = [];
  for (const f of account.functions) {
    const calls = callsOf(f, account, tenant);
    n += calls.length;
    const r = await refusedOf(f.role, calls);
    bad.push(...r.map((x) => `${f.name}: ${x}`));
  }
  console.log(n, Date.now() - t, account.functions.length, account.roles.size, bad.slice(0, 40).join('\n'));
  void purposeOf;
});
