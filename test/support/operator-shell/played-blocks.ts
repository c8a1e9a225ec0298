import type { PlayedBlocks } from './runbook';

const logs = 'The local runtime writes its log to a file.';
const account = 'It is of an account of AWS’s, and there is none.';
const functions = 'Nothing of AWS’s has functions here, and nothing of AWS’s invokes them.';
const ofItsOwn = 'It needs no deployment, and has tests of its own.';
const machines = 'The local runtime has state machines, and whoever runs the tests need not have the AWS CLI.';
const metrics = 'The local runtime counts nothing.';
const stacks = 'There is no CloudFormation here; the deploy suite deploys with the CDK.';
const described = 'Table, key and queues are not AWS’s here.';
const release = 'It would change the clone that the tests are in.';
const waits = 'What it waits for is played as well.';

/** Why a command is played where pages are run: by how it begins. */
export const whyPlayed: Readonly<Record<string, string>> = {
  'aws cloudformation describe-stack-resources': stacks,
  'aws cloudformation describe-stacks': stacks,
  'aws cloudformation update-termination-protection': stacks,
  'aws cloudwatch get-metric-statistics': metrics,
  'aws dynamodb describe-table': described,
  'aws dynamodb get-resource-policy': described,
  'aws dynamodb put-resource-policy': described,
  'aws dynamodb restore-table-to-point-in-time': described,
  'aws dynamodb update-continuous-backups': described,
  'aws dynamodb update-table': described,
  'aws dynamodb update-time-to-live': described,
  'aws dynamodb wait': described,
  'aws events describe-event-bus': functions,
  'aws events describe-rule': functions,
  'aws events list-targets-by-rule': functions,
  'aws iam get-account-summary': account,
  'aws kms describe-key': described,
  'aws kms get-key-policy': described,
  'aws lambda get-account-settings': account,
  'aws lambda get-function-configuration': functions,
  'aws lambda get-policy': functions,
  'aws lambda list-event-source-mappings': functions,
  'aws lambda update-event-source-mapping': functions,
  'aws logs describe-log-groups': logs,
  'aws logs get-query-results': logs,
  'aws logs start-query': logs,
  'aws logs tail': logs,
  'aws sqs get-queue-attributes': described,
  'aws sqs get-queue-url': described,
  'aws stepfunctions get-execution-history': machines,
  'aws stepfunctions list-executions': machines,
  'aws sts get-caller-identity': account,
  'git checkout': release,
  'npm ci': release,
  'npm run': ofItsOwn,
  'npx cdk bootstrap': stacks,
  'npx cdk deploy': stacks,
  'npx cdk destroy': stacks,
  'npx cdk import': stacks,
  sleep: waits,
};

/** What is played, by page and block; whatever else stands in a block is run as it stands. */
export const playedBlocks: Readonly<Record<string, PlayedBlocks>> = {
  'docs/operating.md': {
    2: ['npx cdk bootstrap', 'npx cdk deploy'],
    5: ['npx cdk deploy'],
    12: ['aws iam get-account-summary', 'aws lambda get-account-settings'],
    13: ['npx cdk deploy'],
    15: ['npx cdk deploy'],
    18: ['aws cloudformation describe-stack-resources'],
    19: ['aws cloudformation update-termination-protection', 'npx cdk destroy'],
    21: ['npx cdk import'],
    23: [
      'aws cloudformation describe-stacks',
      'aws dynamodb restore-table-to-point-in-time',
      'aws dynamodb wait',
      'aws dynamodb update-table',
      'aws dynamodb update-time-to-live',
      'aws dynamodb update-continuous-backups',
      'aws dynamodb describe-table',
      'aws dynamodb get-resource-policy',
      'aws dynamodb put-resource-policy',
    ],
    24: ['npx cdk import', 'npx cdk deploy'],
    25: ['npx cdk deploy'],
  },
  'docs/runbooks/authorizer-failing.md': {
    2: ['aws logs tail', 'aws lambda get-function-configuration'],
    3: ['aws lambda get-function-configuration'],
    4: ['aws lambda get-function-configuration', 'aws dynamodb describe-table', 'aws kms describe-key'],
  },
  'docs/runbooks/bulk-writes-failing.md': {
    1: ['aws sts get-caller-identity'],
    2: ['aws stepfunctions list-executions', 'aws stepfunctions get-execution-history', 'aws logs tail'],
    3: ['aws cloudformation describe-stacks', 'aws dynamodb describe-table'],
    5: ['npx cdk deploy'],
    6: ['aws lambda get-account-settings'],
  },
  'docs/runbooks/callers-refused.md': {
    2: ['aws logs tail'],
  },
  'docs/runbooks/contract-drift.md': {
    2: ['aws logs tail'],
    3: ['npm run'],
  },
  'docs/runbooks/credentials-refused.md': {
    2: ['aws logs describe-log-groups', 'aws logs tail'],
    3: ['aws kms describe-key'],
  },
  'docs/runbooks/events-not-published.md': {
    2: ['aws logs tail', 'aws lambda list-event-source-mappings', 'aws events describe-event-bus'],
    3: [
      'aws kms describe-key',
      'aws lambda list-event-source-mappings',
      'aws lambda update-event-source-mapping',
      'npx cdk deploy',
    ],
  },
  'docs/runbooks/events-undelivered.md': {
    2: ['aws cloudwatch get-metric-statistics'],
    3: ['aws kms describe-key', 'aws kms get-key-policy', 'aws sqs get-queue-url', 'aws sqs get-queue-attributes'],
  },
  'docs/runbooks/items-overdue.md': {
    3: ['aws logs tail'],
  },
  'docs/runbooks/operation-failing.md': {
    2: ['aws logs start-query', 'sleep', 'aws logs get-query-results'],
    3: ['aws logs tail'],
    4: ['aws logs tail'],
    5: ['aws logs tail', 'aws lambda get-function-configuration'],
    6: ['aws logs tail'],
    7: ['git checkout', 'npm ci', 'npx cdk deploy'],
  },
  'docs/runbooks/operation-slow.md': {
    2: ['aws logs start-query', 'sleep', 'aws logs get-query-results'],
    3: ['aws logs tail'],
    5: [
      'aws lambda get-function-configuration',
      'aws lambda get-account-settings',
      'aws cloudformation describe-stacks',
      'aws dynamodb describe-table',
    ],
  },
  'docs/runbooks/outcomes-unknown.md': {
    3: ['aws logs tail'],
  },
  'docs/runbooks/pollers-failing.md': {
    1: ['aws sts get-caller-identity'],
    2: [
      'aws stepfunctions list-executions',
      'aws stepfunctions get-execution-history',
      'aws logs tail',
      'aws cloudwatch get-metric-statistics',
    ],
    3: ['aws events describe-rule', 'aws events list-targets-by-rule', 'aws lambda get-policy'],
    4: ['aws cloudformation describe-stacks', 'aws dynamodb describe-table'],
    5: ['npx cdk deploy'],
    6: ['aws lambda get-account-settings'],
  },
  'docs/runbooks/pushes-not-applied.md': {
    4: ['aws logs tail'],
    6: ['aws logs tail'],
  },
  'docs/runbooks/reserve-concurrency.md': {
    2: ['aws lambda get-account-settings'],
  },
  'docs/runbooks/rotate-data-keys.md': {
    4: ['aws logs tail'],
  },
  'docs/runbooks/sensitive-changes.md': {
    2: ['aws logs tail'],
  },
  'docs/runbooks/view-drift.md': {
    4: ['aws logs tail', 'aws lambda get-function-configuration'],
  },
  'docs/runbooks/webhooks-late.md': {
    2: ['aws lambda list-event-source-mappings', 'aws logs tail'],
    3: ['aws lambda list-event-source-mappings', 'aws lambda update-event-source-mapping'],
  },
  'docs/runbooks/webhooks-not-sent.md': {
    2: ['aws logs tail'],
  },
};
