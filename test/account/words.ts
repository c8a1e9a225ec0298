import { allProbes } from '../deploy/probes/all';
import { probesFor } from '../deploy/probes/probe';
import { runTag, stacksOf } from './run-id';

export const usage = `Deploys a gateway of its own into an AWS account, tries it, and takes it away again. AT&T is never reached.

  npm run test:account -- [options]

  --region <region>  default: AWS_REGION
  --plan             say what would be made, and make nothing
  --yes              do not ask
  --json             the result as one line of JSON on standard output; everything else goes to standard error
  --clean <run>      only delete what that run has left
  --emulator         in an emulator of this machine, started for it, instead of an account

Ends with 0 when every step passed and all was taken away, 1 when a step failed, 2 when nothing was begun, 3 when something is left.
`;

interface Where {
  run: string;
  account: string;
  arn: string;
  region: string;
  isEmulated: boolean;
}

/** What a run would make, where, for how long and for how much. */
export const planOf = ({ run, account, arn, region, isEmulated }: Where): string => {
  const { others } = probesFor(allProbes, isEmulated);
  const notShown = others.map(({ title, because }) => `  ${title}: ${because}`);
  return [
    `Account ${account}, region ${region}, as ${arn}${isEmulated ? ' (emulated)' : ''}`,
    `Run ${run}. It makes these stacks, each tagged ${runTag}=${run}, and deletes them in this order:`,
    ...stacksOf(run).map((name) => `  ${name}`),
    'In them: about 80 functions and 40 roles, two APIs, two tables, a key, four secrets, a user pool, a bus, 35 alarms. Beside them: five secrets with credentials of the double.',
    'AT&T is a double in the same account, at an address with a word of 48 characters that nobody can guess. Nothing of AT&T’s is asked.',
    'It takes about an hour and costs less than 1 US dollar: an idle tenant is at most 15 a month (docs/cost.md), the calls are some hundreds.',
    ...(notShown.length > 0 ? ['What cannot be shown here:', ...notShown] : []),
  ].join('\n');
};

/** What stays in an account on purpose, though a run has ended. */
export const leftOnPurpose = [
  'the key, disabled and deleted by AWS after 7 days, free of charge',
  'a system backup of the gateway’s table, which AWS makes when a table with point-in-time recovery is deleted; free of charge, gone after 35 days',
  'the bundles in the bucket of the CDK’s bootstrap, which other deployments share: `npx cdk gc` removes what nobody uses',
  'the role that API Gateway logs with, a setting of the whole account and region (`AWS::ApiGateway::Account`)',
  'metrics, for 15 months, traces, for 30 days, and what CloudTrail has of all this',
];
