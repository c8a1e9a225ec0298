import { ExecutionAlreadyExists, type SFNClient } from '@aws-sdk/client-sfn';
import { createStartExecution, sdkAskToStart } from '#platform/start-execution';

const startWith = (error?: Error): Promise<void> => {
  const client = { send: () => (error ? Promise.reject(error) : Promise.resolve({})) } as Pick<SFNClient, 'send'>;
  return createStartExecution(sdkAskToStart(client), 'arn:aws:states:us-east-1:000000000000:stateMachine:bulk-writer')(
    'run-1',
    {},
  );
};

describe('starting an execution', () => {
  it('takes one of the same name for its own', async () => {
    await expect(startWith()).resolves.toBeUndefined();
    const another = new ExecutionAlreadyExists({ message: 'run-1', $metadata: {} });
    await expect(startWith(another)).resolves.toBeUndefined();
  });

  it('asks to come again when it cannot be started now: whoever waits for it is told no internal error', async () => {
    const slow = Object.assign(new Error('no answer within 3000 ms'), { name: 'TimeoutError' });
    await expect(startWith(slow)).rejects.toMatchObject({
      code: 'service-unavailable',
      details: { retryAfterSeconds: 2 },
      cause: slow,
    });
  });
});
