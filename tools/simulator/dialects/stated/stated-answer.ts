import type { AnswerStatement, Sample } from '#domain/contract/statement';
import { withValueAt } from '#domain/json/json-pointer';
import { carriesFailureFlag } from '#operations/shared/answers';
import type { SimAnswer } from '../../behaviour';
import { codeIn, messageIn } from '../refusal';
import { inTheirShape, meeting } from './in-their-shape';
import type { StatedOperation } from './stated-operation';

/** An answer of the simulator’s as the tenant states AT&T’s: like a sample that means the same. */
export const statedAnswer = ({ operation, stated, samples }: StatedOperation, answer: SimAnswer): SimAnswer => {
  const statement = stated?.answer;
  const { status, body } = answer;
  if (!statement || body === undefined || openStatuses.includes(status) || status >= 500) return answer;
  const like = (meaning: Sample['means']) => samples.find(({ means }) => means === meaning)?.answer;
  const { refused: isRefusal, noneFound } = operation.success;
  if (typeof body === 'string' && noneFound?.test(body)) return { ...answer, body: statement.noneFound?.[0] ?? body };
  return status >= 400 || carriesFailureFlag(body) || isRefusal?.safeParse(body).success === true
    ? { ...answer, ...refused(statement, body, like('refused') ?? { status }) }
    : { ...answer, ...done(statement, body, like('done') ?? { status }) };
};

/** Credentials that are not taken, and too many calls, are told before the operation is looked at. */
const openStatuses = [401, 429];

type Like = Partial<Sample['answer']>;

const done = ({ members, done: conditions }: AnswerStatement, own: unknown, { status = 200, body }: Like) => ({
  status,
  body: meeting(conditions?.[0], inTheirShape(members, own, documentIn(body))),
});

const refused = ({ refused: conditions, errors }: AnswerStatement, own: unknown, { status = 400, body }: Like) => {
  const [places] = errors ?? [];
  const said = [
    [places?.code ?? '/errorCode', codeIn(own) ?? '1'],
    [places?.message ?? '/message', messageIn(own)],
  ] as const;
  const document = said.reduce<unknown>(
    (theirs, [pointer, value]) => (value === undefined ? theirs : withValueAt(theirs, pointer, value)),
    documentIn(body),
  );
  return { status, body: meeting(conditions?.[0], document) };
};

/** A page, or nothing, is no document. */
const documentIn = (body: unknown): unknown => (typeof body === 'object' && body !== null ? body : {});
