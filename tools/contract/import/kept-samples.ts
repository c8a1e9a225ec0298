import type { CredentialHeaders } from '#domain/define-operation';
import { examplesOf, type RegisteredOperation } from '#operations/registry';
import { objectIn, type Endpoint, type SeenSample } from './endpoint';
import { plainValue } from './leaves';
import { withMadeUpSecrets, withoutValues } from './made-up-secrets';
import type { WirePath } from './wire-path';

/** The samples as the statement keeps them, without any secret of theirs. */
export const keptSamples = (
  operation: RegisteredOperation,
  { method, baseUrl, samples }: Endpoint,
  { parametersIn }: WirePath,
  headers: CredentialHeaders | undefined,
): { samples: object[]; questions: string[]; notes: string[] } => {
  const declared = (operation.secretMembers ?? []).map((pointer) => pointer.slice(pointer.lastIndexOf('/') + 1));
  const notes: string[] = [];
  const hiddenValues = new Map<string, string>();
  const hidden = (name: string, part: string, document: unknown): unknown => {
    const { document: safe, secrets, values } = withMadeUpSecrets(document, declared);
    for (const [value, made] of values) hiddenValues.set(value, made);
    if (secrets.length > 0)
      notes.push(`sample “${name}”: made-up values in place of the secrets of its ${part} at ${secrets.join(', ')}`);
    return safe;
  };
  const known = Object.keys(operation.request.query?.shape ?? {});
  const examplePath = textsOf(examplesOf[operation.id][0].request);
  const kept = samples.flatMap((sample): object[] => {
    const { name, path, query, body, answer, means } = sample;
    if (!means) return [];
    const inPath = parametersIn(path);
    const parameters = operation.request.path ? { ...examplePath, ...inPath } : {};
    // What AT&T has in its path may be in the query of the operation’s.
    const asked = pick({ ...inPath, ...query }, known);
    return [
      {
        name,
        ...(Object.keys(parameters).length > 0 && { path: parameters }),
        ...(Object.keys(asked).length > 0 && { query: asked }),
        ...(operation.request.body && body !== undefined && { body: hidden(name, 'request', body) }),
        ...(baseUrl !== undefined && path !== undefined && { sent: sentOf(method, baseUrl + path, query, headers) }),
        answer: { status: answer.status, body: hidden(name, 'answer', answer.body) ?? '' },
        means,
      },
    ];
  });
  return {
    samples: kept.map((one) => withoutValues(one, hiddenValues)),
    questions: questionsOf(samples, known),
    notes,
  };
};

const sentOf = (
  method: string,
  url: string,
  query: Record<string, string>,
  headers: CredentialHeaders | undefined,
): object => {
  const search = new URLSearchParams(query).toString();
  return {
    method,
    url: search === '' ? url : `${url}?${search}`,
    ...(headers && { headers: [headers.clientId, headers.clientSecret] }),
  };
};

const questionsOf = (samples: readonly SeenSample[], known: readonly string[]): string[] => {
  const strange = new Set(samples.flatMap(({ query }) => Object.keys(query)).filter((name) => !known.includes(name)));
  return [
    ...samples
      .filter(({ means }) => !means)
      .map(
        ({ name }) =>
          `sample “${name}” is left out: does it mean done or refused? Say --done "${name}" or --refused "${name}".`,
      ),
    ...[...strange].map((name) => `queryNames: which parameter of the operation is ${name}?`),
  ];
};

const textsOf = (request: { path?: object }): Record<string, string> =>
  Object.fromEntries(
    Object.entries(objectIn(request.path)).flatMap(([name, value]) => {
      const text = plainValue(value);
      return text === undefined ? [] : [[name, text]];
    }),
  );

const pick = (query: Record<string, string>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter(([name]) => names.includes(name)));
