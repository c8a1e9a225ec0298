import type { AwsService } from '#platform/aws/aws-environment';
import type { Post } from '#platform/aws/exchange';

/** How a service is asked. */
export interface Protocol {
  service: AwsService;
  /** Where an operation is asked for, below the service’s endpoint, and by which headers. */
  asks: (operation: string) => Pick<Post, 'path' | 'headers'>;
  /** How what is asked is written, and answers are read, where that is no JSON. */
  wording?: Wording;
}

export interface Wording {
  write: (operation: string, input: object) => string;
  /** Undefined for what cannot be read. */
  read: (text: string) => Record<string, unknown> | undefined;
}

/** AWS’s JSON, by what a service calls itself there. */
const json = (service: AwsService, target: string, version: '1.0' | '1.1'): Protocol => ({
  service,
  asks: (operation) => ({
    path: '',
    headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': `${target}.${operation}` },
  }),
});

export const dynamoDb = /* @__PURE__ */ json('dynamodb', 'DynamoDB_20120810', '1.0');
export const secretsManager = /* @__PURE__ */ json('secretsmanager', 'secretsmanager', '1.1');
export const stepFunctions = /* @__PURE__ */ json('states', 'AWSStepFunctions', '1.0');

/** AWS’s older protocol: a form, answered in XML. Of answers it reads the elements that hold text alone, each by its name. */
const inForms = (version: string): Wording => ({
  write: (operation, input) =>
    String(new URLSearchParams({ Action: operation, Version: version, ...(input as Record<string, string>) })),
  read: (text) => {
    const members: Record<string, string> = {};
    for (const [, name = '', value = ''] of text.matchAll(/<(\w+)>([^<]*)<\/\1>/g)) members[name] = value;
    return Object.keys(members).length === 0 ? undefined : members;
  },
});

export const securityTokens: Protocol = {
  service: 'sts',
  asks: () => ({ path: '', headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' } }),
  wording: /* @__PURE__ */ inForms('2011-06-15'),
};

/** For how long an invocation is waited for: until the function has answered, or until Lambda has taken it. */
export type InvocationType = 'RequestResponse' | 'Event';

/** Invocations of functions, each an operation of the function’s name. */
export const invocations = (type: InvocationType): Protocol => ({
  service: 'lambda',
  asks: (functionName) => ({
    path: `/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`,
    headers: { 'content-type': 'application/octet-stream', 'x-amz-invocation-type': type },
  }),
});
