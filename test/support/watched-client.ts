import type { Client } from './dynalite-client';

/**
 * What can befall a request to DynamoDB. `throttled`, `failed`: refused for good. `answer-lost`: done, but the caller is
 * told it failed. `crash-before`, `crash-after`: the process dies before or after it is done, so nothing follows.
 */
export type Mishap = 'throttled' | 'failed' | 'answer-lost' | 'crash-before' | 'crash-after';
export const mishaps: readonly Mishap[] = ['throttled', 'failed', 'answer-lost', 'crash-before', 'crash-after'];

export interface WatchedClient extends Client {
  /** Every request by its command, oldest first. */
  readonly sent: string[];
  /** Has the nth request from now on go wrong, from 1; `times` of them. */
  goWrong(nth: number, mishap: Mishap, times?: number): void;
  /** Nothing goes wrong any more; what was sent is forgotten. */
  rest(): void;
  /** Settles when the process has died. */
  died(): Promise<undefined>;
}

/** A client that counts, and fails when it is told to. */
export const watchedClient = (client: Client): WatchedClient => {
  const sent: string[] = [];
  let wrong: { from: number; until: number; mishap: Mishap } | undefined;
  let death = Promise.withResolvers<undefined>();
  const never = (): Promise<never> => {
    death.resolve(undefined);
    return new Promise(() => undefined);
  };
  const send = async (command: Parameters<Client['send']>[0]): Promise<unknown> => {
    sent.push(command.constructor.name.replace(/Command$/, ''));
    const isWrong = wrong !== undefined && sent.length >= wrong.from && sent.length < wrong.until;
    const mishap = isWrong ? wrong?.mishap : undefined;
    if (mishap === 'crash-before') return never();
    if (mishap === 'throttled' || mishap === 'failed') throw awsError(mishap);
    const answer: unknown = await client.send(command);
    if (mishap === 'crash-after') return never();
    if (mishap === 'answer-lost') throw awsError('failed');
    return answer;
  };
  return {
    // The client's overloads cannot be written as one function type.
    send: send as Client['send'],
    sent,
    goWrong: (nth, mishap, times = 1) => {
      const from = sent.length + nth;
      wrong = { from, until: from + times, mishap };
    },
    rest: () => {
      wrong = undefined;
      sent.length = 0;
      death = Promise.withResolvers<undefined>();
    },
    died: () => death.promise,
  };
};

const awsError = (mishap: 'throttled' | 'failed'): Error =>
  Object.assign(new Error('made up by the test'), {
    name: mishap === 'throttled' ? 'ProvisionedThroughputExceededException' : 'InternalServerError',
  });
