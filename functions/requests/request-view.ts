import type { Outcome, RequestRecord } from '#requests/request-record';
import { keepDigits } from '#runtime/parse-json';

const whatHappensNext: Record<Outcome, string> = {
  'in-flight': 'The request is being worked on. Look again in a few seconds.',
  succeeded: 'Nothing: AT&T did it.',
  rejected: 'Nothing: AT&T refused it and changed nothing. Correct the request and send it under a new key.',
  unknown:
    'The gateway tries to find out by reading from AT&T and sends nothing again. Look again later; do not send the request under another key.',
  'not-applied': 'AT&T did not do it. Send it again, under the same key.',
  'needs-attention':
    'It cannot be found out by reading. The operator has been alarmed; ask AT&T, and do not send the request again before you know.',
};

/** The outcome of a write as its caller sees it; AT&T’s answer keeps its own digits. */
export const requestView = (record: RequestRecord): string => {
  const { requestId, solutionProvider, operation, outcome, startedAt, finishedAt, evidence, response } = record;
  return JSON.stringify({
    requestId,
    operation,
    solutionProvider,
    outcome,
    startedAt,
    finishedAt,
    whatHappensNext: whatHappensNext[outcome],
    evidence,
    answer: response && { status: response.status, body: JSON.parse(response.body, keepDigits) },
  });
};
