import { CfnOutput } from 'aws-cdk-lib';
import { CfnBasePathMapping, CfnDomainName } from 'aws-cdk-lib/aws-apigateway';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import type { Endpoint } from '../config/endpoint';
import { connectionSecurity } from './api-security';
import type { PartnerApi } from './partner-api';

export interface ApiDomainProps {
  endpoint: Endpoint;
  domain: NonNullable<Endpoint['domain']>;
  api: PartnerApi;
}

/** A name of the tenant’s own that the API answers at. Where it leads to stands in outputs, unless its zone is here. */
export class ApiDomain extends Construct {
  /** Base URL of the API. */
  readonly url: string;

  constructor(scope: Construct, id: string, { endpoint, domain, api }: ApiDomainProps) {
    super(scope, id);
    const { name, certificateArn, basePath, hostedZoneId, mutualTls } = domain;
    const made = new CfnDomainName(this, 'Name', {
      domainName: name,
      regionalCertificateArn: certificateArn,
      endpointConfiguration: { types: ['REGIONAL'] },
      ...connectionSecurity({ endpoint }),
      ...(mutualTls && {
        mutualTlsAuthentication: {
          truststoreUri: mutualTls.truststore,
          ...(mutualTls.truststoreVersion && { truststoreVersion: mutualTls.truststoreVersion }),
        },
        ...(mutualTls.ownershipCertificateArn && {
          ownershipVerificationCertificateArn: mutualTls.ownershipCertificateArn,
        }),
      }),
    });
    new CfnBasePathMapping(this, 'Mapping', {
      domainName: made.ref,
      restApiId: api.restApiId,
      stage: api.deploymentStage.stageName,
      ...(basePath !== undefined && { basePath }),
    });
    const target = { dnsName: made.attrRegionalDomainName, hostedZoneId: made.attrRegionalHostedZoneId };
    if (hostedZoneId === undefined) this.tellTarget(target);
    else new CfnRecordSet(this, 'Record', { hostedZoneId, name, type: 'A', aliasTarget: target });
    this.url = `https://${name}${basePath === undefined ? '' : `/${basePath}`}`;
  }

  private tellTarget({ dnsName, hostedZoneId }: { dnsName: string; hostedZoneId: string }): void {
    const outputs = {
      DomainTarget: [dnsName, 'What the domain is an alias or CNAME of'],
      DomainTargetZone: [hostedZoneId, 'Hosted zone of that, for an alias of Route 53'],
    } as const;
    for (const [id, [value, description]] of Object.entries(outputs))
      new CfnOutput(this, id, { value, description }).overrideLogicalId(id);
  }
}
