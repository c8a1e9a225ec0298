import { EndpointAccessMode, SecurityPolicy } from 'aws-cdk-lib/aws-apigateway';
import type { Tenant } from '../config/tenant';

/** What a connection has to be like, in the words of CloudFormation’s properties. */
export interface ConnectionSecurity {
  securityPolicy: SecurityPolicy;
  endpointAccessMode?: EndpointAccessMode;
}

/**
 * TLS 1.2 or later. Unless told otherwise API Gateway takes TLS 1.0 at an API’s own address. With certificates of clients it knows
 * the older policies alone, and a domain’s connections are made by the API’s policy: both have the same.
 */
export const connectionSecurity = ({ endpoint }: Pick<Tenant, 'endpoint'>): ConnectionSecurity =>
  endpoint.domain?.mutualTls
    ? { securityPolicy: SecurityPolicy.TLS_1_2 }
    : { securityPolicy: SecurityPolicy.TLS13_1_2_PFS_PQ_2025_09, endpointAccessMode: EndpointAccessMode.STRICT };

/** Whether AWS’s own address of the API is off. */
export const isDefaultEndpointOff = ({ endpoint }: Pick<Tenant, 'endpoint'>): boolean =>
  endpoint.domain?.defaultEndpoint === 'off';

/** The same in the API’s document: API Gateway sets an API by what it imports, and what is left out there is as if it were new. */
export const securityInDocument = (tenant: Pick<Tenant, 'endpoint'>): Record<string, unknown> => {
  const { securityPolicy, endpointAccessMode } = connectionSecurity(tenant);
  return {
    'x-amazon-apigateway-security-policy': securityPolicy,
    ...(endpointAccessMode && { 'x-amazon-apigateway-endpoint-access-mode': endpointAccessMode }),
    ...(isDefaultEndpointOff(tenant) && {
      'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true },
    }),
  };
};
