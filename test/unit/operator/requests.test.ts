import { operated } from '../../support/operated';

const answering = (answer: object) => operated({ invoked: () => Promise.resolve(answer) });

it('has the tenant’s reconciler judge anew, and says what came of it', async () => {
  const { gateway, invocations } = await answering({ succeeded: 2, 'needs-attention': 1 });
  const ended = await gateway('requests rejudge --tenant rebound');
  expect(ended).toEqual({ out: 'succeeded: 2\nneeds-attention: 1\n', err: '', exitCode: 0 });
  expect(invocations).toEqual([{ region: 'us-east-1', name: 'att-rebound-reconciler', event: { rejudge: true } }]);
});

it('of one request, where it is named', async () => {
  const { gateway, invocations } = await answering({ rejected: 1 });
  expect((await gateway('requests rejudge --tenant rebound --request req_1 --json')).out).toBe('{"rejected":1}\n');
  expect(invocations).toMatchObject([{ event: { requestId: 'req_1' } }]);
});

it('says so when there is nothing to decide', async () => {
  const { gateway } = await answering({});
  expect((await gateway('requests rejudge --tenant rebound')).out).toContain('No record');
});

it('says what the function said when it failed', async () => {
  const { gateway } = await operated({ invoked: () => Promise.reject(new Error('There is no request req_1.')) });
  expect(await gateway('requests rejudge --tenant rebound')).toMatchObject({
    err: expect.stringContaining('There is no request req_1.'),
    exitCode: 4,
  });
});
