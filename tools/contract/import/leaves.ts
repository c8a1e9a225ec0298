import { jsonPointer } from '#domain/json/json-pointer';
import { isObject, listIn, objectIn } from './endpoint';

/** A member without members of its own, with the values that samples have there. */
export interface Leaf {
  pointer: string;
  /** Its own, without places in lists. */
  name: string;
  values: readonly string[];
}

/** The members of documents and of a schema, each once. Of a list the first element counts. */
export const leavesOf = (documents: readonly unknown[], schema?: Record<string, unknown>): Leaf[] => {
  const found = [...documents.flatMap((document) => inDocument(document, [])), ...(schema ? inSchema(schema, []) : [])];
  return [...Map.groupBy(found, ({ pointer }) => pointer)].map(([pointer, same]) => ({
    ...{ pointer, name: nameIn(pointer) },
    values: [...new Set(same.flatMap(({ value }) => value ?? []))],
  }));
};

const nameIn = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .findLast((token) => !/^\d+$/.test(token)) ?? '';

interface Place {
  pointer: string;
  value?: string;
}

const inDocument = (value: unknown, path: readonly string[]): Place[] => {
  if (Array.isArray(value)) return inDocument(value[0], [...path, '0']);
  if (isObject(value)) return Object.entries(value).flatMap(([name, inner]) => inDocument(inner, [...path, name]));
  const text = plainValue(value);
  return path.length === 0 ? [] : [{ pointer: jsonPointer(path), ...(text !== undefined && { value: text }) }];
};

/** A text, number or truth as text; undefined for what is none. */
export const plainValue = (value: unknown): string | undefined => {
  if (JSON.isRawJSON(value)) return JSON.stringify(value);
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
};

const inSchema = (schema: Record<string, unknown>, path: readonly string[]): Place[] => {
  const branches = ['allOf', 'oneOf', 'anyOf'].flatMap((one) => listIn(schema[one]).map(objectIn));
  const members = Object.entries(objectIn(schema['properties']));
  const items = isObject(schema['items']) ? inSchema(schema['items'], [...path, '0']) : [];
  const inner = [
    ...branches.flatMap((branch) => inSchema(branch, path)),
    ...members.flatMap(([name, member]) => inSchema(objectIn(member), [...path, name])),
    ...items,
  ];
  return inner.length > 0 || path.length === 0 ? inner : [{ pointer: jsonPointer(path) }];
};
