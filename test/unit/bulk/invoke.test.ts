import type { InvokeCommand } from '@aws-sdk/client-lambda';
import type { GatewayEvent } from '#api/gateway-event';
import { createInvoke, NotInvoked } from '#bulk/invoke';

const event = { path: '/v1/x' } as GatewayEvent;
const payload = (document: unknown) => ({ Payload: new TextEncoder().encode(JSON.stringify(document)) });

const invoking = (answer: object | Error) => {
  const sent: InvokeCommand['input'][] = [];
  const send = ({ input }: InvokeCommand) => {
    sent.push(input);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { sent, invoke: createInvoke({ send: send as never }, 'gateway-') };
};
const named = (name: string) => Object.assign(new Error('refused'), { name });

it('the function of the operation is asked, and its answer is read', async () => {
  const { sent, invoke } = invoking(payload({ statusCode: 200, headers: { 'retry-after': 3 }, body: '{}' }));
  expect(await invoke('change-number', event)).toEqual({ statusCode: 200, headers: { 'retry-after': 3 }, body: '{}' });
  expect(sent[0]?.FunctionName).toBe('gateway-change-number');
  expect(JSON.parse(Buffer.from(sent[0]!.Payload as Uint8Array).toString())).toEqual(event);
  expect(await invoking(payload({ statusCode: 204, body: '' })).invoke('x', event)).toMatchObject({ headers: {} });
});

it('a function that failed may have carried the call out', async () => {
  const { invoke } = invoking({ FunctionError: 'Unhandled', ...payload({ errorMessage: 'out of memory' }) });
  const failed = invoke('change-number', event);
  await expect(failed).rejects.toThrow('Unhandled');
  await expect(failed).rejects.not.toBeInstanceOf(NotInvoked);
});

it.each(['TooManyRequestsException', 'AccessDeniedException', 'ResourceNotFoundException'])(
  'a call Lambda did not take was not begun: %s',
  async (name) => {
    const cause = named(name);
    const refused = invoking(cause).invoke('change-number', event);
    await expect(refused).rejects.toBeInstanceOf(NotInvoked);
    await expect(refused).rejects.toMatchObject({ message: name, cause });
  },
);

it.each(['TimeoutError', 'ServiceException', 'Error'])('a call that got lost may have been begun: %s', async (name) => {
  const cause = named(name);
  await expect(invoking(cause).invoke('change-number', event)).rejects.toBe(cause);
});
