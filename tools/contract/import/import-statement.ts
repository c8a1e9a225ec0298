import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RegisteredOperation } from '#operations/registry';
import type { Operation } from '#domain/define-operation';
import { Refusal } from '../refusal';
import { chooseEndpoint } from './choose-endpoint';
import type { Endpoint, SeenSample } from './endpoint';
import { propose, type Proposal } from './propose';
import type { Part } from './members-for';
import { chosenMessages, type PushMessages } from './push-messages';
import { pushPart } from './push-part';
import { readDescribed } from './read-endpoints';

export interface ImportOptions {
  /** Which call of the file, e.g. `POST /orders`. */
  at?: string | undefined;
  /** Other calls of the file by which the operation is asked as well, each by another parameter. */
  also?: readonly string[] | undefined;
  /** Names of samples whose answers mean that. */
  done?: readonly string[] | undefined;
  refused?: readonly string[] | undefined;
  /** Name of the callback or webhook that tells of it. */
  push?: string | undefined;
}

/** @throws Refusal when the file is none that can be read, or does not tell which call it is */
export const proposalFrom = (file: string, operation: RegisteredOperation, options: ImportOptions): Proposal => {
  const { endpoints, messages } = readDescribed(file);
  const push = pushOf(operation, messages, options.push);
  if (endpoints.length === 0 && messages.length > 0) return { ...push, notes: [] };
  const others = (options.also ?? []).map((at) => chooseEndpoint(endpoints, operation, at));
  const proposal = propose(operation, withMeanings(chooseEndpoint(endpoints, operation, options.at), options), others);
  return {
    statement: { ...proposal.statement, ...push.statement },
    questions: [...proposal.questions, ...push.questions],
    notes: proposal.notes,
  };
};

const pushOf = (operation: RegisteredOperation, messages: readonly PushMessages[], only: string | undefined): Part => {
  const chosen = isFollowing(operation) ? chosenMessages(messages, only) : undefined;
  if (!chosen) return { statement: {}, questions: [] };
  return 'question' in chosen ? { statement: {}, questions: [chosen.question] } : pushPart(operation, chosen);
};

/** Whether something is followed by it. */
const isFollowing = ({ polled }: Operation): boolean => polled !== undefined;

const withMeanings = (endpoint: Endpoint, { done = [], refused = [] }: ImportOptions): Endpoint => {
  const names = endpoint.samples.map(({ name }) => name);
  const unknown = [...done, ...refused].find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Refusal(
      `There is no sample “${unknown}”. There are: ${names.map((name) => `“${name}”`).join(', ') || 'none'}.`,
    );
  const meaningOf = ({ name, means, answer: { status } }: SeenSample): SeenSample['means'] => {
    if (done.includes(name)) return 'done';
    if (refused.includes(name)) return 'refused';
    // A refusal of the credentials, of the rate or of the time says nothing of the call.
    return means ?? (status >= 400 && status < 500 && ![401, 408, 429].includes(status) ? 'refused' : undefined);
  };
  return { ...endpoint, samples: endpoint.samples.map((sample) => ({ ...sample, means: meaningOf(sample) })) };
};

/** @throws Refusal when there is such a file, unless it may be written over */
export const writeStatement = (file: string, statement: object, mayOverwrite: boolean): void => {
  if (existsSync(file) && !mayOverwrite)
    throw new Refusal(`${file} is there already. Write over it with --force, or move it away first.`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(statement, undefined, 2)}\n`);
};
