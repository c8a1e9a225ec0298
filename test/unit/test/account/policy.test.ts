import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { runTag } from '../../../account/run-id';

const repository = join(__dirname, '..', '..', '..', '..');
const files = globSync('test/{account,deploy/probes}/*.ts', { cwd: repository });

const list = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const policy = z
  .object({ Statement: z.array(z.looseObject({ Action: list, Resource: list, Condition: z.unknown().optional() })) })
  .parse(JSON.parse(readFileSync(join(repository, 'test/account/policy.json'), 'utf8')));

/** What IAM calls the services of these clients. */
const services: Readonly<Record<string, string>> = {
  'cloudwatch-logs': 'logs',
  'cognito-identity-provider': 'cognito-idp',
  eventbridge: 'events',
  'secrets-manager': 'secretsmanager',
};

/** Every call of AWS that the run’s own code makes, as IAM names it. */
const called = files.flatMap((file) => {
  const text = readFileSync(join(repository, file), 'utf8');
  return [...text.matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g)].flatMap(
    ([, names = '', client = '']) =>
      [...names.matchAll(/\b(?:paginate(\w+)|(\w+)Command)\b/g)].map(([, page, command]) =>
        client === 'api-gateway' ? 'apigateway:GET' : `${services[client] ?? client}:${page ?? command ?? ''}`,
      ),
  );
});

describe('the rights of a run in an account', () => {
  it('are those of every call it makes by itself', () => {
    expect(called.length).toBeGreaterThan(25);
    const allowed = policy.Statement.flatMap(({ Action }) => Action);
    expect([...new Set(called)].filter((action) => !allowed.includes(action))).toEqual([]);
  });

  it('change nothing but what carries a run’s name or its tag', () => {
    const reading = /:(?:Describe|Get|List|BatchGet|Filter|Simulate|GET)/;
    for (const { Action, Resource, Condition } of policy.Statement) {
      if (Action.every((one) => reading.test(one)) || Action.includes('sts:AssumeRole')) continue;
      const isTagged = JSON.stringify(Condition ?? '').includes(`"aws:ResourceTag/${runTag}":"smoke-*"`);
      const bystanders = Resource.filter((one) => !one.includes('smoke-*'));
      expect([Action, isTagged ? [] : bystanders]).toEqual([Action, []]);
    }
  });

  it('fit into a managed policy', () => {
    const text = JSON.stringify(JSON.parse(readFileSync(join(repository, 'test/account/policy.json'), 'utf8')));
    expect(text.length).toBeLessThan(6_144);
  });
});
