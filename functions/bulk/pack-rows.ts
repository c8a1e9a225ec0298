import type { Packing } from '#domain/define-operation';
import type { CallContent, PlannedCall, SubmittedRow } from '#bulk/call-content';
import { parseKeepingDigits } from '#domain/json/parse-json';
import { labelsIn, type Labels } from '#domain/labels';
import { canonicalJson } from '#domain/json/canonical-json';
import { valueAt } from '#domain/json/json-pointer';

/**
 * The calls that carry out rows, in the order of their first rows. Without packing, one call per row. With it, rows whose
 * list has one element and whose labels and other members are equal share a call, as many as it takes.
 */
export const packRows = (rows: readonly SubmittedRow[], packing: Packing | undefined): PlannedCall[] => {
  const calls: { planned: PlannedCall; elements: unknown[]; rest?: string }[] = [];
  const open = new Map<string, (typeof calls)[number]>();
  for (const [index, { reference, customerReference, metadata, ...content }] of rows.entries()) {
    const labels = labelsIn({ customerReference, metadata });
    const row = { row: index, ...(reference !== undefined && { reference }), ...labels };
    const lone = packing && elementOf(content, packing, labels);
    const known = lone && open.get(lone.rest);
    if (packing && known && known.elements.length < packing.most) {
      known.elements.push(lone.element);
      known.planned = { ...known.planned, rows: [...known.planned.rows, row] };
      continue;
    }
    const call = { planned: { ...content, rows: [row] }, elements: lone ? [lone.element] : [] };
    calls.push(call);
    if (lone) open.set(lone.rest, call);
  }
  return calls.map(({ planned, elements }) =>
    packing && elements.length > 1
      ? { ...planned, body: withElements(planned.body ?? '', packing, elements) }
      : planned,
  );
};

/** The one element of a row’s list, and what has to be the same in every row of a call. */
const elementOf = (
  { pathParameters, body }: CallContent,
  packing: Packing,
  labels: Labels,
): { element: unknown; rest: string } | undefined => {
  if (body === undefined) return undefined;
  const list = valueAt(parseKeepingDigits(body), packing.at);
  if (!Array.isArray(list) || list.length !== 1) return undefined;
  const others = withElements(body, packing, []);
  const rest = canonicalJson(
    `{"labels":${JSON.stringify(labels)},"pathParameters":${JSON.stringify(pathParameters)},"body":${others}}`,
  );
  return { element: list[0], rest };
};

const withElements = (body: string, { at }: Packing, elements: readonly unknown[]): string => {
  const document = parseKeepingDigits(body);
  const cut = at.lastIndexOf('/');
  const holder = valueAt(document, at.slice(0, cut)) as Record<string, unknown>; // It has the list, as was seen before.
  holder[at.slice(cut + 1)] = elements;
  return JSON.stringify(document);
};
