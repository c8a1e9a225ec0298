import type { PushedMessage } from './pushed-message';

/** Where messages go that AT&T sends by itself. */
export interface PushTarget {
  /** The Solution Provider’s id is put behind it. */
  url: string;
  headersFor: (solutionProvider: string) => Readonly<Record<string, string>>;
}

/** Sends messages one after the other, each once: one that nobody takes is lost, as it is at a carrier. */
export interface PushOut {
  send: (push: PushedMessage) => void;
  /** Settles when nothing is on its way. */
  sent(): Promise<void>;
}

const patienceMs = 5_000;

export const createPushOut = ({ url, headersFor }: PushTarget): PushOut => {
  let last: Promise<void> = Promise.resolve();
  const post = async ({ solutionProvider, body }: PushedMessage): Promise<void> => {
    try {
      const response = await fetch(`${url}/${encodeURIComponent(solutionProvider)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headersFor(solutionProvider) },
        body,
        signal: AbortSignal.timeout(patienceMs),
      });
      await response.body?.cancel();
    } catch {
      console.error('A message was not taken and is lost.');
    }
  };
  return {
    send: (push) => {
      last = last.then(() => post(push));
    },
    sent: () => last,
  };
};
