import * as z from 'zod';
import { Problem } from '#domain/problems/problems';
import { errorFacts } from '#platform/log';
import type { Observability } from '#platform/observability';
import type { IsSender } from '#pushes/is-sender';
import type { PushKey } from '#pushes/push';
import type { PushKeeper } from '#pushes/push-store';

/** Names the function, its log lines and its metrics. */
export const pushReceiverName = 'push-receiver';

/** What API Gateway’s HTTP API tells of a call. */
const pushEventSchema = z.object({
  headers: z.record(z.string(), z.string()).default({}),
  pathParameters: z.object({ solutionProvider: z.string() }),
  requestContext: z.object({ http: z.object({ sourceIp: z.string() }) }),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

export interface ReceiveDependencies extends Observability {
  isSender: IsSender;
  keeper: PushKeeper;
  /** Has a message looked at, and does not wait for it. */
  handOn: (push: PushKey) => Promise<unknown>;
}

interface PushAnswer {
  statusCode: number;
  headers?: Record<string, string>;
  body: string;
}

export const largestPushBytes = 64 * 1024;

/**
 * Takes a message: 202 once it is kept, whatever it says. 401 for whoever does not show that he is AT&T, of whom nothing is
 * kept; 413; 503 when it cannot be kept, which AT&T may try again.
 */
export const receivePush = async (deps: ReceiveDependencies, event: unknown): Promise<PushAnswer> => {
  const { headers, pathParameters, requestContext, body, isBase64Encoded } = pushEventSchema.parse(event);
  const { solutionProvider } = pathParameters;
  try {
    const lower = Object.fromEntries(Object.entries(headers).map(([name, one]) => [name.toLowerCase(), one]));
    const sender = { solutionProvider, headers: lower, address: requestContext.http.sourceIp };
    if (!(await deps.isSender(sender))) return refused(deps);
    const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
    if (Buffer.byteLength(text) > largestPushBytes) return answered(deps, solutionProvider, 413);
    const pushId = await deps.keeper.keep(solutionProvider, text);
    await handedOn(deps, { solutionProvider, pushId });
    return answered(deps, solutionProvider, 202);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ...answered(deps, solutionProvider, 503), headers: { 'retry-after': '30' } };
  }
};

/** Whoever it is may say that he is anybody, so nothing of what he says is told on. */
const refused = ({ log, metrics }: ReceiveDependencies): PushAnswer => {
  log.warn('push-received', { status: 401 });
  metrics.emit({ operation: pushReceiverName }, { PushesRefused: 1 });
  return { statusCode: 401, body: '' };
};

const answered = ({ log }: ReceiveDependencies, solutionProvider: string, statusCode: 202 | 413 | 503): PushAnswer => {
  log.info('push-received', { solutionProvider, status: statusCode });
  return { statusCode, body: '' };
};

const handedOn = async ({ handOn, log }: ReceiveDependencies, push: PushKey): Promise<void> => {
  try {
    await handOn(push);
  } catch (error) {
    log.warn('push-not-handed-on', { solutionProvider: push.solutionProvider, ...errorFacts(error) });
  }
};
