import { header, type GatewayEvent, type GatewayResponse } from '#api/gateway-event';
import { Problem } from '#domain/problems/problems';
import { jsonResponse } from '#api/response';
import type { WorkflowMode } from '#tracking/order/preconditions';
import { orderView, versionOf } from '#tracking/order/order-view';
import type { TrackedOrder } from '#tracking/order/tracked-order';

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
