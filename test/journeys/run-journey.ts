import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { textAt } from '#domain/json/json-pointer';
import type { CallStep, Journey, JourneyClient, JourneyStep, Kept, MeanwhileStep, StepReport } from './journey';

/** A step that did not go as it should, with the whole answer. */
export class JourneyError extends Error {
  constructor(
    readonly step: JourneyStep,
    message: string,
    readonly answer: Answer,
  ) {
    super(`${step.title}: ${message}`);
  }
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

const budgetMs = 40_000;

/**
 * Takes a journey from its first step to its last, through HTTP only.
 * @returns what was learned on the way @throws JourneyError at the first step that does not go as it should
 */
export const runJourney = async (
  journey: Journey,
  client: JourneyClient,
  report: (done: StepReport) => void = () => undefined,
): Promise<Kept> => {
  const run = randomUUID();
  let kept: Kept = { solutionProvider: journey.solutionProvider };
  let state: string | undefined;
  for (const [index, step] of journey.steps.entries()) {
    const startedAt = Date.now();
    const taken =
      'route' in step
        ? await call(client, step, kept, `${journey.name}-${run}-${index}`)
        : await meanwhile(client, step, kept);
    kept = { ...kept, ...taken.learned };
    state = await stateAfter(client, step, journey.standing?.(kept), kept, state);
    report({
      step,
      request: taken.request,
      status: taken.answer.status,
      line: lineOf(step, taken.answer),
      state,
      durationMs: Date.now() - startedAt,
    });
  }
  return kept;
};

interface Taken {
  request: string;
  answer: Answer;
  learned: Kept;
}

const call = async (client: JourneyClient, step: CallStep, kept: Kept, key: string): Promise<Taken> => {
  const { route, body, expects = 200 } = step;
  const path = pathOf(step, kept);
  const send = (): Promise<Answer> =>
    exchange(client, client.baseUrl + path, {
      method: route.method,
      headers: {
        ...callerHeaders(client, kept),
        ...(route.method === 'GET' ? {} : { 'idempotency-key': key }),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...step.headers,
      },
      ...(body ? { body: JSON.stringify(body(kept)) } : {}),
    });
  const answer = await settled(step, send, kept, client);
  expectGood(step, answer, expects, kept);
  if (step.twice) expectSame(step, answer, await send());
  return { request: `${route.method} ${path}`, answer, learned: learnedFrom(step, answer) };
};

/** What a read of AT&T has shown is tracked a moment later: whoever looks at once may have to look again. */
const settlingMs = 15_000;

const settled = async (
  { route, check }: CallStep,
  send: () => Promise<Answer>,
  kept: Kept,
  { inProcess }: JourneyClient,
): Promise<Answer> => {
  const until = Date.now() + (inProcess ? 0 : settlingMs);
  let answer = await send();
  while (route.path.startsWith('/v1/tracking/') && check?.(jsonOf(answer), kept) !== undefined && Date.now() < until) {
    await sleep(200);
    answer = await send();
  }
  return answer;
};

/** Path and query with what is known by now filled in. */
const pathOf = ({ route, path, query }: CallStep, kept: Kept): string => {
  const parameters = path?.(kept) ?? {};
  const filled = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
  const search = new URLSearchParams(query?.(kept)).toString();
  return search === '' ? filled : `${filled}?${search}`;
};

const callerHeaders = ({ token }: JourneyClient, { solutionProvider = '' }: Kept): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  'x-solution-provider-id': solutionProvider,
});

const meanwhile = async (client: JourneyClient, step: MeanwhileStep, kept: Kept): Promise<Taken> => {
  const [method = '', endpoint = ''] = step.simulator.split(' ');
  const body = JSON.stringify(step.body(kept));
  const answer = await exchange(client, `${client.simulatorUrl}/__sim/${endpoint}`, { method, body });
  expectGood(step, answer, 200, kept);
  return { request: `simulator: ${step.simulator}`, answer, learned: {} };
};

const exchange = async ({ inProcess }: JourneyClient, url: string, init: RequestInit): Promise<Answer> => {
  const response = await (inProcess?.(url, init) ?? fetch(url, { ...init, signal: AbortSignal.timeout(budgetMs) }));
  return { status: response.status, headers: response.headers, text: await response.text() };
};

const jsonOf = ({ text }: Answer): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const expectGood = (step: JourneyStep, answer: Answer, status: number, kept: Kept): void => {
  if (answer.status !== status) throw new JourneyError(step, `answered ${answer.status} and not ${status}`, answer);
  const mistake = step.check?.(jsonOf(answer), kept);
  if (mistake !== undefined) throw new JourneyError(step, mistake, answer);
};

const expectSame = (step: CallStep, first: Answer, second: Answer): void => {
  if (second.status !== first.status || second.text !== first.text)
    throw new JourneyError(step, 'the same key gave another answer', second);
  if (second.headers.get('idempotency-replayed') !== 'true')
    throw new JourneyError(step, 'the answer to the same key was not replayed', second);
};

const learnedFrom = (step: CallStep, answer: Answer): Kept => {
  const learned = Object.entries(step.keeps ?? {}).map(([name, pointer]) => {
    const value = textAt(jsonOf(answer), pointer);
    if (value === undefined) throw new JourneyError(step, `the answer has nothing at ${pointer}`, answer);
    return [name, value];
  });
  return z.record(z.string(), z.string()).parse(Object.fromEntries(learned));
};

const lineOf = ({ shows = [] }: JourneyStep, answer: Answer): string =>
  shows
    .flatMap((pointer) => {
      const value = textAt(jsonOf(answer), pointer);
      return value === undefined ? [] : [`${pointer.slice(pointer.lastIndexOf('/') + 1)} ${value}`];
    })
    .join(', ');

/** How long a read of AT&T is given to be known, where it may have shown another state. */
const shownMs = 2_000;

const stateAfter = async (
  client: JourneyClient,
  step: JourneyStep,
  path: string | undefined,
  kept: Kept,
  before: string | undefined,
): Promise<string | undefined> => {
  const isRead = 'route' in step && step.route.method === 'GET' && !step.route.path.startsWith('/v1/tracking/');
  const until = Date.now() + (isRead && !client.inProcess ? shownMs : 0);
  let state = await stateOf(client, path, kept);
  while (path !== undefined && state === before && Date.now() < until) {
    await sleep(200);
    state = await stateOf(client, path, kept);
  }
  return state;
};

const stateOf = async (client: JourneyClient, path: string | undefined, kept: Kept): Promise<string | undefined> => {
  if (path === undefined) return undefined;
  const answer = await exchange(client, client.baseUrl + path, { headers: callerHeaders(client, kept) });
  return textAt(jsonOf(answer), '/state');
};
