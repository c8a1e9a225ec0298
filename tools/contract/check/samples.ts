import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { PushSample, Sample } from '#domain/contract/statement';
import { mayHaveLostDigits, parseKept } from '../kept-digits';

/** A sample with its documents as they go over the wire. */
export interface WireSample extends Omit<Sample, 'body' | 'answer'> {
  body: string | undefined;
  answer: { status: number; text: string };
  /** Whether numbers of the answer may have had other digits where the sample was written. */
  hasLostDigits: boolean;
}

const keptSample = z.looseObject({ body: z.unknown().optional(), answer: z.looseObject({ body: z.unknown() }) });
const keptMessages = z.looseObject({ samples: z.array(z.looseObject({ body: z.unknown() })).default([]) });
const keptFile = z.looseObject({ samples: z.array(keptSample).default([]), push: keptMessages.optional() });

/** The samples of a statement. @param file the statement’s own, where it has one: numbers are taken from there with all digits */
export const wireSamples = (samples: readonly Sample[], file: string): WireSample[] => {
  const kept = existsSync(file) ? keptFile.parse(parseKept(readFileSync(file, 'utf8'))).samples : samples;
  return samples.map((sample, index) => {
    const { body, answer } = kept[index] ?? sample;
    return {
      ...sample,
      body: body === undefined ? undefined : JSON.stringify(body),
      answer: { status: sample.answer.status, text: wireText(answer.body) },
      hasLostDigits: mayHaveLostDigits(answer.body),
    };
  });
};

/** Messages as they go over the wire. @param file as of samples */
export const pushTexts = (samples: readonly PushSample[], file: string): string[] => {
  const kept = existsSync(file) ? keptFile.parse(parseKept(readFileSync(file, 'utf8'))).push?.samples : undefined;
  return (kept ?? samples).map(({ body }) => wireText(body));
};

/** What is no JSON document, such as a page of HTML, stands in a sample as text. */
const wireText = (body: unknown): string =>
  typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);

/** Where the statement of an operation stands. */
export const statementFile = (tenants: string, tenant: string, operation: string): string =>
  join(tenants, tenant, 'contract', `${operation}.json`);
