import { problemTypes, type ProblemCode } from '#domain/problems/problems';
import type { Answer } from './local-gateway';

/** Checks that an answer is a problem document of this kind, whole and telling nothing it should not. */
export const expectProblem = (answer: Answer, code: ProblemCode, members: Record<string, unknown> = {}): void => {
  expect({ status: answer.status, body: answer.json }).toMatchObject({
    status: problemTypes[code].status,
    body: {
      type: `urn:att-partner-gateway:problem:${code}`,
      status: problemTypes[code].status,
      code,
      retryable: problemTypes[code].retryable,
      callId: expect.any(String),
      ...members,
    },
  });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.text).not.toMatch(/\.ts:\d|node_modules|\bat .*:\d+:\d+/);
};
