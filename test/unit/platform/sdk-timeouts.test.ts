import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { sdkTimeouts } from '#platform/sdk-timeouts';

it('a client of an AWS service gives up on a request that hangs', async () => {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new SFNClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: sdkTimeouts,
  });
  try {
    const started = client.send(new StartExecutionCommand({ stateMachineArn: 'arn', name: 'x' }));
    await expect(started).rejects.toMatchObject({ name: 'TimeoutError' });
  } finally {
    client.destroy();
    server.close();
    server.closeAllConnections();
  }
});
