import type { RegisteredOperation } from '#operations/registry';
import { addressesPart } from './addresses';
import { answerPart } from './answer-part';
import type { Endpoint } from './endpoint';
import { credentialHeaders } from './header-names';
import { keptSamples } from './kept-samples';
import { requestPart } from './request-part';
import { wirePath } from './wire-path';

/** What a file lets be stated of an operation, and what it does not tell. */
export interface Proposal {
  /** Content of the statement’s file. */
  statement: Record<string, unknown>;
  questions: readonly string[];
  notes: readonly string[];
}

/** What cannot be told stays unstated, so that the operation stays unbound. */
export const propose = (
  operation: RegisteredOperation,
  endpoint: Endpoint,
  others: readonly Endpoint[] = [],
): Proposal => {
  const addresses = addressesPart(operation, others);
  const path = wirePath(operation, endpoint);
  const headers = credentialHeaders(endpoint.headers);
  const request = requestPart(operation, endpoint, path);
  const answer = answerPart(operation, endpoint.samples, path);
  const kept = keptSamples(operation, endpoint, path, headers.statement);
  const isHostKnown = endpoint.baseUrl?.startsWith('https://') === true;
  return {
    statement: {
      ...(isHostKnown && { baseUrl: endpoint.baseUrl }),
      ...(headers.statement && { credentialHeaders: headers.statement }),
      ...(endpoint.method !== operation.binding.method && { method: endpoint.method }),
      ...(path.path !== undefined && { path: path.path }),
      ...addresses.statement,
      ...request.statement,
      ...answer.statement,
      ...(kept.samples.length > 0 && { samples: kept.samples }),
    },
    questions: [
      ...(isHostKnown ? [] : ['baseUrl: at which https address does AT&T take it?']),
      ...[path, addresses, headers, request, answer, kept].flatMap(({ questions }) => questions),
    ],
    notes: kept.notes,
  };
};
