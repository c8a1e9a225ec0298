import { header, type GatewayEvent, type GatewayResponse } from '#runtime/gateway-event';
import { Problem } from '#runtime/problems';
import { jsonResponse } from '#runtime/response';
import type { WorkflowMode } from '#tracking/admission';
import { orderView, versionOf } from '#tracking/order-view';
import type { TrackedOrder } from '#tracking/tracked-order';

/** An order with its version as `ETag`. */
export const orderResponse = (
  order: TrackedOrder,
  { mode, boundReads }: { mode: WorkflowMode; boundReads?: readonly string[] | undefined },
  requestId: string,
): GatewayResponse => {
  const response = jsonResponse(200, JSON.stringify(orderView(order, mode, boundReads)), requestId);
  return { ...response, headers: { ...response.headers, etag: etagOf(order) } };
};

const etagOf = (order: TrackedOrder): string => `"${versionOf(order)}"`;

/** The version the caller insists on in `If-Match`, if any. @throws Problem `precondition-failed` for one that cannot be */
export const expectedVersionOf = (event: GatewayEvent): number | undefined => {
  const value = header(event, 'if-match')?.trim();
  if (value === undefined || value === '*') return undefined;
  const version = /^"(\d{1,9})"$/.exec(value)?.[1];
  if (version === undefined) throw new Problem('precondition-failed');
  return Number(version);
};
