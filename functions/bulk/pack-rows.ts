import type { Packing } from '#domain/define-operation';
import type { CallContent, PlannedCall, SubmittedRow } from '#bulk/call-content';
import { labelsIn, type Labels } from '#domain/labels';
import { canonicalJson } from '#domain/json/canonical-json';
import { partsOf, placeAt, type Place } from '#domain/json/parts';

/**
 * The calls that carry out rows, in the order of their first rows. Without packing, one call per row. With it, rows whose
 * list has one element and whose labels and other members are equal share a call, as many as it takes: the body of the first
 * with the others’ elements behind its own, each as it was written.
 */
export const packRows = (rows: readonly SubmittedRow[], packing: Packing | undefined): PlannedCall[] => {
  const calls: { planned: PlannedCall; lone: LoneElement | undefined; others: string[] }[] = [];
  const open = new Map<string, (typeof calls)[number]>();
  for (const [index, { reference, customerReference, metadata, ...content }] of rows.entries()) {
    const labels = labelsIn({ customerReference, metadata });
    const row = { row: index, ...(reference !== undefined && { reference }), ...labels };
    const lone = packing && elementOf(content, packing, labels);
    const known = lone && open.get(lone.rest);
    if (packing && known && known.others.length + 1 < packing.most) {
      known.others.push(lone.text);
      known.planned = { ...known.planned, rows: [...known.planned.rows, row] };
      continue;
    }
    const call = { planned: { ...content, rows: [row] }, lone, others: [] };
    calls.push(call);
    if (lone) open.set(lone.rest, call);
  }
  return calls.map(({ planned, lone, others }) =>
    lone && others.length > 0 ? { ...planned, body: withBehind(planned.body ?? '', lone.place, others) } : planned,
  );
};

interface LoneElement {
  text: string;
  place: Place;
  /** What has to be the same in every row of a call. */
  rest: string;
}

/** The one element of a row’s list. */
const elementOf = ({ pathParameters, body }: CallContent, { at }: Packing, labels: Labels): LoneElement | undefined => {
  const list = body === undefined ? undefined : placeAt(body, at);
  if (body === undefined || list === undefined || body[list.start] !== '[') return undefined;
  const [place, ...more] = partsOf(body, list.start).values();
  if (!place || more.length > 0) return undefined;
  const others = body.slice(0, place.start) + body.slice(place.end);
  const rest = canonicalJson(
    `{"labels":${JSON.stringify(labels)},"pathParameters":${JSON.stringify(pathParameters)},"body":${others}}`,
  );
  return { text: body.slice(place.start, place.end), place, rest };
};

const withBehind = (body: string, { end }: Place, elements: readonly string[]): string =>
  `${body.slice(0, end)},${elements.join(',')}${body.slice(end)}`;
