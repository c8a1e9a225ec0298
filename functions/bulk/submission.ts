import * as z from 'zod';
import { mostBodyBytes, mostRows } from '#bulk/bulk-write';
import type { SubmittedRow } from '#bulk/call-content';
import { readCsv } from '#bulk/read-csv';
import { rowLabels, submissionSchema } from '#bulk/submission-schema';
import type { Operation } from '#domain/define-operation';
import type { GatewayEvent } from '#api/gateway-event';
import type { HeaderElement } from '#api/header-list';
import { isJson, mediaTypeOf } from '#api/media-type';
import { labelsIn } from '#domain/labels';
import { parseJson } from '#domain/json/parse-json';
import { partsOf, placeAt } from '#domain/json/parts';
import { checkedValue } from '#api/parse-request';
import { utf8Of } from '#api/request-body';
import { jsonPointer } from '#domain/json/json-pointer';
import { Problem } from '#domain/problems/problems';

/** What a partner wants carried out: an operation, and what each call of it is made of. */
export interface Submission {
  operation: Operation;
  rows: SubmittedRow[];
}

/**
 * Reads a submission, JSON or CSV. Rows are not checked yet. The body of one is the text that the submission has in its place;
 * of a line of CSV it is made.
 * @throws Problem `invalid-json`, `invalid-csv`, `invalid-request`, `request-too-large`, `unsupported-media-type`
 */
export const readSubmission = (event: GatewayEvent, operationOf: (id: string) => Operation | undefined): Submission => {
  const type = mediaTypeOf(event);
  const text = textOf(event);
  if (type && isCsv(type)) {
    const operation = operationNamed(event.queryStringParameters?.['operation'], operationOf);
    const rows = readCsv(text, operation);
    requireCount(rows.length);
    const checked = checkedValue(csvRows, { rows });
    return { operation, rows: rows.map((row, index) => ({ ...row, ...labelsIn(checked.rows[index] ?? {}) })) };
  }
  if (type && !isJson(type)) {
    throw new Problem('unsupported-media-type', { detail: 'Send `application/json` or `text/csv`.' });
  }
  const document = parseJson(text);
  requireCount(z.object({ rows: z.array(z.unknown()) }).safeParse(document.value).data?.rows.length ?? 1);
  const { operation: id, rows } = checkedValue(submissionSchema, document.value);
  const operation = operationNamed(id, operationOf);
  requirePathParameters(operation, rows);
  const bodies = bodiesIn(document.text);
  return {
    operation,
    rows: rows.map(({ reference, pathParameters = {}, ...labels }, index) => {
      const body = bodies[index] ?? (operation.request.body && '{}');
      return {
        pathParameters,
        ...labelsIn(labels),
        ...(reference !== undefined && { reference }),
        ...(body !== undefined && { body }),
      };
    }),
  };
};

/** The body of each row as it is written; undefined where it has none. */
const bodiesIn = (text: string): (string | undefined)[] => {
  const rows = placeAt(text, '/rows');
  return rows
    ? [...partsOf(text, rows.start).values()].map((row) => {
        const body = partsOf(text, row.start).get('body');
        return body && text.slice(body.start, body.end);
      })
    : [];
};

const csvRows = z.object({ rows: z.array(z.object(rowLabels)) });

/** With the names of its columns in its first line. */
const isCsv = ({ name, parameters }: HeaderElement): boolean =>
  name === 'text/csv' && parameters.every((one) => one.name !== 'header' || one.value?.toLowerCase() === 'present');

const textOf = ({ body, isBase64Encoded }: GatewayEvent): string => {
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > mostBodyBytes) {
    throw tooLarge(`A bulk write takes at most ${mostBodyBytes} bytes.`);
  }
  const text = utf8Of(bytes);
  if (text !== undefined) return text;
  throw new Problem('invalid-request', { errors: [{ pointer: '', detail: 'is not encoded in UTF-8' }] });
};

const tooLarge = (detail: string): Problem =>
  new Problem('request-too-large', { detail, hint: 'Split the rows over several bulk writes.' });

const requireCount = (count: number): void => {
  if (count > mostRows) {
    throw tooLarge(`A bulk write takes at most ${mostRows} rows; this one has ${count}.`);
  }
  if (count === 0) throw new Problem('invalid-request', { errors: [{ pointer: '/rows', detail: 'must have a row' }] });
};

/** Those of other names would be passed over in silence. */
const requirePathParameters = ({ request }: Operation, rows: z.output<typeof submissionSchema>['rows']): void => {
  const known = Object.keys(request.path?.shape ?? {});
  const errors = rows.flatMap(({ pathParameters = {} }, index) =>
    Object.keys(pathParameters)
      .filter((name) => !known.includes(name))
      .map((name) => ({
        pointer: jsonPointer(['rows', index, 'pathParameters', name]),
        detail: 'is no path parameter of the operation',
      })),
  );
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
};

const operationNamed = (id: string | undefined, operationOf: (id: string) => Operation | undefined): Operation => {
  const operation = id === undefined ? undefined : operationOf(id);
  if (operation) return operation;
  const detail = 'must be the id of an operation that changes something at AT&T';
  throw new Problem('invalid-request', { errors: [{ parameter: 'query operation', detail }] });
};
