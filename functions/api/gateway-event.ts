import type { APIGatewayProxyResult, APIGatewayProxyWithLambdaAuthorizerEvent } from 'aws-lambda';

/** A call as API Gateway's REST proxy integration hands it to a function. */
export type GatewayEvent = APIGatewayProxyWithLambdaAuthorizerEvent<Record<string, unknown> | null>;
export type GatewayResponse = APIGatewayProxyResult;

/** A request header by its lower-case name. API Gateway keeps the caller's capitals. */
export const header = (event: GatewayEvent, name: string): string | undefined => {
  // The console's test call has null here, against the published type.
  const headers = event.headers as GatewayEvent['headers'] | null;
  for (const [key, value] of Object.entries(headers ?? {})) {
    if (key.toLowerCase() === name) return value;
  }
  return undefined;
};

const safeId = /^[\w.:-]{1,128}$/;

/** The id the call is known by in answers, logs and at AT&T: the caller's own `x-request-id` where usable. */
export const requestIdOf = (event: GatewayEvent): string => {
  const named = header(event, 'x-request-id');
  return named !== undefined && safeId.test(named) ? named : event.requestContext.requestId;
};
