import type { Answer, GatewayCall } from './command';

/** One write a partner means to make once: one key, however often it is sent. */
export interface Intent {
  key: string;
  call: GatewayCall;
  /** Every answer the partner got; undefined where the process was killed. */
  answers: (Answer | undefined)[];
  /** What a person stated of it when nobody could see. */
  stated?: 'succeeded' | 'not-applied';
}

/** What the partner takes an answer for. */
export type Meaning = 'done' | 'rejected' | 'refused' | 'in-progress' | 'try-again' | 'unknown';

const codeOf = ({ body }: Answer): string => {
  const { code } = JSON.parse(body) as { code?: unknown }; // Every answer of the gateway is a JSON object or list.
  return typeof code === 'string' ? code : '';
};

/** `rejected`: AT&T said no. `refused`: the gateway did not ask. */
export const meaningOf = (answer: Answer | undefined): Meaning => {
  if (answer === undefined) return 'try-again';
  const { status } = answer;
  const isRecord = answer.headers['location']?.startsWith('/v1/requests/');
  if (status === 202 && isRecord) return 'unknown';
  if (status < 300) return 'done';
  const code = codeOf(answer);
  if (code === 'request-in-progress') return 'in-progress';
  if (code === 'upstream-rejected') return 'rejected';
  if (status >= 500 || code === 'not-applied') return 'try-again';
  return 'refused';
};
