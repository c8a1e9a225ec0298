import * as z from 'zod';
import { Refusal } from '../refusal';
import { isObject, objectIn } from './endpoint';
import { examplesIn } from './examples';
import { bodyContent } from './open-api';

/** Messages of one sort that AT&T sends by itself, as a file describes them. */
export interface PushMessages {
  /** Of the callback or webhook; of samples none. */
  name: string;
  schema?: Record<string, unknown> | undefined;
  samples: readonly { name: string; body: unknown }[];
}

const sampleSchema = z.looseObject({ name: z.string().min(1).max(200).optional(), message: z.unknown() });

export const isMessage = (one: unknown): boolean => isObject(one) && 'message' in one && !('request' in one);

/** The elements of a list of samples that are messages: `{"name": …, "message": …}`. */
export const sampleMessages = (document: unknown): PushMessages[] => {
  const samples = [document]
    .flat()
    .filter(isMessage)
    .map((one, index) => {
      const { name = `message ${index + 1}`, message } = sampleSchema.parse(one);
      return { name, body: message };
    });
  return samples.length > 0 ? [{ name: '', samples }] : [];
};

/** Webhooks of an OpenAPI 3.1 document, and callbacks of the operations of any. */
export const openApiMessages = (document: Record<string, unknown>): PushMessages[] => {
  const webhooks = Object.entries(objectIn(document['webhooks']));
  const callbacks = Object.values(objectIn(document['paths']))
    .flatMap((item) => Object.values(objectIn(item)))
    .flatMap((operation) => Object.entries(objectIn(objectIn(operation)['callbacks'])))
    .flatMap(([name, one]) => Object.values(objectIn(one)).map((item) => [name, item] as const));
  return [...webhooks, ...callbacks].flatMap(([name, item]) => {
    const { content, schema } = bodyContent(document, objectIn(objectIn(item)['post']));
    const samples = [...examplesIn(content)].map(([example, body]) => ({ name: `${name} ${example}`, body }));
    return schema !== undefined || samples.length > 0 ? [{ name, schema, samples }] : [];
  });
};

/** @param only name of the callback or webhook, where there are several @throws Refusal when there is none of that name */
export const chosenMessages = (
  found: readonly PushMessages[],
  only: string | undefined,
): PushMessages | { question: string } | undefined => {
  const names = found.map(({ name }) => name);
  if (only !== undefined) {
    const chosen = found.find(({ name }) => name === only);
    if (!chosen) throw new Refusal(`There is no callback “${only}”. There are: ${names.join(', ') || 'none'}.`);
    return chosen;
  }
  if (found.length < 2) return found[0];
  return {
    question: `push: which of ${names.join(', ')} tells how it stands, if any? Say --push "${names[0] ?? ''}".`,
  };
};
