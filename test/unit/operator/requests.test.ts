import type { InvokeCommand } from '@aws-sdk/client-lambda';
import { join } from 'node:path';
import { requestsCommand as run } from '../../../tools/operator/requests';

const tenants = join(import.meta.dirname, '..', '..', 'integration', 'tenants');

const asked: { region: string; name: string | undefined; event: unknown }[] = [];
beforeEach(() => asked.splice(0));

const lambdaAnswering = (payload: unknown, FunctionError?: string) => (region: string) => ({
  send: ((command: InvokeCommand) => {
    const { FunctionName, Payload } = command.input;
    asked.push({ region, name: FunctionName, event: JSON.parse(Buffer.from(Payload as Uint8Array).toString()) });
    return Promise.resolve({ FunctionError, Payload: Buffer.from(JSON.stringify(payload)) });
  }) as never,
});

it('has the tenant’s reconciler judge anew, and says what came of it', async () => {
  const lambda = lambdaAnswering({ succeeded: 2, 'needs-attention': 1 });
  expect(await run(['rejudge', '--tenant', 'rebound'], tenants, lambda)).toBe('succeeded: 2\nneeds-attention: 1');
  expect(asked).toEqual([{ region: 'us-east-1', name: 'att-rebound-reconciler', event: { rejudge: true } }]);
});

it('of one request, where it is named', async () => {
  await run(['rejudge', '--tenant', 'rebound', '--request', 'req_1'], tenants, lambdaAnswering({ rejected: 1 }));
  expect(asked).toMatchObject([{ event: { requestId: 'req_1' } }]);
});

it('says so when there is nothing to decide', async () => {
  expect(await run(['rejudge', '--tenant', 'rebound'], tenants, lambdaAnswering({}))).toContain('No record');
});

it('says what the function said when it failed', async () => {
  const lambda = lambdaAnswering({ errorMessage: 'There is no request req_1.' }, 'Unhandled');
  await expect(run(['rejudge', '--tenant', 'rebound'], tenants, lambda)).rejects.toThrow('There is no request req_1.');
});

it.each([[[]], [['rejudge']], [['decide', '--tenant', 'rebound']], [['rejudge', '--tenant', 'rebound', '--all']]])(
  'explains itself to %j and invokes nothing',
  async (args) => {
    await expect(run(args, tenants, lambdaAnswering({}))).rejects.toThrow('npm run requests -- rejudge');
    expect(asked).toEqual([]);
  },
);

it('names the tenants there are', async () => {
  await expect(run(['rejudge', '--tenant', 'nobody'], tenants, lambdaAnswering({}))).rejects.toThrow('rebound');
});
