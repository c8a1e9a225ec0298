import type { SimAnswer } from '../../behaviour';
import { inTheirWords } from '../members';
import { declined, fault, serverFault } from './errors';
import type { TincanOperation } from './tincan-operation';

/** An answer of the simulator's as Tincan gives it. */
export const said = ({ answer: rows, beside }: TincanOperation, answer: SimAnswer): SimAnswer => {
  const { status, body } = answer;
  if (status >= 500) return serverFault(answer);
  if (status >= 400) return fault(answer);
  if (body === undefined) return { ...answer, status: 200 };
  return isFailed(body) ? declined(answer) : { ...answer, status: 200, body: inTheirWords(rows, body, beside) };
};

/** The simulator's other way to say no: `200`. */
const isFailed = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'status' in body && body.status === 'Failed';
