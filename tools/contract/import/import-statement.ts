import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RegisteredOperation } from '#operations/registry';
import { Refusal } from '../refusal';
import { chooseEndpoint } from './choose-endpoint';
import type { Endpoint, SeenSample } from './endpoint';
import { propose, type Proposal } from './propose';
import { readEndpoints } from './read-endpoints';

export interface ImportOptions {
  /** Which call of the file, e.g. `POST /orders`. */
  at?: string | undefined;
  /** Other calls of the file by which the operation is asked as well, each by another parameter. */
  also?: readonly string[] | undefined;
  /** Names of samples whose answers mean that. */
  done?: readonly string[] | undefined;
  refused?: readonly string[] | undefined;
}

/** @throws Refusal when the file is none that can be read, or does not tell which call it is */
export const proposalFrom = (file: string, operation: RegisteredOperation, options: ImportOptions): Proposal => {
  const endpoints = readEndpoints(file);
  const others = (options.also ?? []).map((at) => chooseEndpoint(endpoints, operation, at));
  return propose(operation, withMeanings(chooseEndpoint(endpoints, operation, options.at), options), others);
};

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
