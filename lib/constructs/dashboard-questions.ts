import { answerTimes, type LogQuestion } from './saved-query';

/** What the dashboard asks the logs, of the time that is looked at. */
/** Errors and latency side by side. */
export const callsByOperation: LogQuestion = {
  lines: [
    'filter message = "operation-answered"',
    `stats count(*) as calls, sum(OperationFailures) as failures, ${answerTimes} by operation`,
    'sort failures desc, p90 desc',
  ],
};

/** Polls and read-backs among them. */
export const timesOfAtt: LogQuestion = {
  lines: [
    'filter upstream.0.durationMs > 0',
    'stats count(*) as requests, pct(upstream.0.durationMs, 50) as p50, pct(upstream.0.durationMs, 90) as p90, max(upstream.0.durationMs) as longest by operation',
    'sort p90 desc',
  ],
};

/** By the last that happened to each. */
export const ordersByState: LogQuestion = {
  lines: [
    'filter message = "event-published" and item like /^order-/',
    'stats latest(eventType) as last by item',
    'stats count(*) as orders by last',
    'sort orders desc',
  ],
};

/** Of those that were polled, and whose last poll did not end it. */
export const ageOfPortIns: LogQuestion = {
  lines: [
    'filter message = "item-polled" and item like /^port-in-/',
    'stats latest(ageDays) as days, latest(outcome) as stands by item',
    'filter stands = "open"',
    'stats count(*) as portIns by days',
    'sort days desc',
  ],
};

export const rejections: LogQuestion = {
  lines: [
    'filter message = "event-published" and eventType like /^port-in\\./ and ispresent(reason)',
    'stats count(*) as times by reason, solutionProvider',
    'sort times desc',
  ],
};

export const deliveries: LogQuestion = {
  lines: [
    'filter message = "webhook-attempted"',
    'stats count(*) as times by outcome, failure, upstreamStatus, solutionProvider',
    'sort times desc',
  ],
};
