import * as z from 'zod';
import { mountOfApi } from '../../lib/config/endpoint';
import { aTenant, readable, resourcesOf, synthesize, writtenOut, type Template } from './synthesized';

const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const ownershipCertificateArn = certificateArn.replace('0f1e', '1e0f');
const webAclArn = 'arn:aws:wafv2:us-east-1:111122223333:regional/webacl/partners/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const domain = { name: 'gateway.example.com', certificateArn };
const truststore = 's3://example-truststore/clients.pem';
const mutualTls = { truststore, truststoreVersion: '3', ownershipCertificateArn };

const at = (endpoint: object) => aTenant({ endpoint });
const apiOf = (endpoint: object): Template => synthesize({ operations: [], tenant: at(endpoint) }).api;
const only = (template: Template, type: string) => {
  const found = resourcesOf(template, type);
  expect(found).toHaveLength(1);
  return found[0]!.Properties;
};
const restApiOf = (template: Template) => only(template, 'AWS::ApiGateway::RestApi');
const documentOf = (template: Template) => z.record(z.string(), z.unknown()).parse(restApiOf(template)['Body']);

const usual = apiOf({});
const withDomain = apiOf({ domain });
const withAll = apiOf({
  domain: { ...domain, basePath: 'partners', hostedZoneId: 'Z0123456789ABC', mutualTls },
  webAclArn,
});

/** Policies of API Gateway that take TLS 1.2 and 1.3 and nothing older. */
const modern = { SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09', EndpointAccessMode: 'STRICT' };

describe('connections', () => {
  it('are made by TLS 1.2 or later at AWS’s own address, which takes 1.0 unless it is told otherwise', () => {
    expect(restApiOf(usual)).toMatchObject(modern);
    expect(restApiOf(usual)).not.toHaveProperty('DisableExecuteApiEndpoint');
  });

  it('are alike at a domain of the tenant’s: the API’s policy holds there', () => {
    expect(restApiOf(withDomain)).toMatchObject(modern);
    expect(only(withDomain, 'AWS::ApiGateway::DomainName')).toMatchObject(modern);
  });

  it('with certificates of clients are made by the older policy, the only one that API Gateway takes them with', () => {
    for (const one of [restApiOf(withAll), only(withAll, 'AWS::ApiGateway::DomainName')]) {
      expect(one['SecurityPolicy']).toBe('TLS_1_2');
      expect(one).not.toHaveProperty('EndpointAccessMode');
    }
  });

  it.each([
    ['usual', usual],
    ['with a domain', withDomain],
    ['with everything', withAll],
  ])('are what the document says that API Gateway imports, too: %s', (_, template) => {
    const api = restApiOf(template);
    const document = documentOf(template);
    expect(document['x-amazon-apigateway-security-policy']).toBe(api['SecurityPolicy']);
    expect(document['x-amazon-apigateway-endpoint-access-mode']).toBe(api['EndpointAccessMode']);
    expect(document['x-amazon-apigateway-endpoint-configuration']).toEqual(
      api['DisableExecuteApiEndpoint'] ? { disableExecuteApiEndpoint: true } : undefined,
    );
  });
});

describe('a domain of the tenant’s', () => {
  it('is there only where it is stated, and nothing else of the kind', () => {
    const kinds = (template: Template) =>
      Object.values(template.Resources)
        .map(({ Type }) => Type)
        .filter((type) => /DomainName|BasePathMapping|RecordSet|WAFv2/.test(type))
        .toSorted();
    expect(kinds(usual)).toEqual([]);
    expect(kinds(withDomain)).toEqual(['AWS::ApiGateway::BasePathMapping', 'AWS::ApiGateway::DomainName']);
    expect(kinds(withAll)).toEqual([
      'AWS::ApiGateway::BasePathMapping',
      'AWS::ApiGateway::DomainName',
      'AWS::Route53::RecordSet',
      'AWS::WAFv2::WebACLAssociation',
    ]);
  });

  it('turns AWS’s own address off, unless partners are still moving', () => {
    expect(restApiOf(withDomain)['DisableExecuteApiEndpoint']).toBe(true);
    expect(restApiOf(withAll)['DisableExecuteApiEndpoint']).toBe(true);
    const moving = apiOf({ domain: { ...domain, defaultEndpoint: 'on' } });
    expect(restApiOf(moving)).not.toHaveProperty('DisableExecuteApiEndpoint');
    expect(only(moving, 'AWS::ApiGateway::DomainName')['DomainName']).toBe('gateway.example.com');
  });

  it('leads to the stage, below its base path where it has one', () => {
    expect(writtenOut(only(withDomain, 'AWS::ApiGateway::BasePathMapping'))).toEqual({
      DomainName: expect.stringMatching(/^<Domain\w+>$/),
      RestApiId: expect.stringMatching(/^<Api\w+>$/),
      Stage: expect.stringMatching(/^<ApiDeploymentStage\w+>$/),
    });
    expect(only(withAll, 'AWS::ApiGateway::BasePathMapping')['BasePath']).toBe('partners');
  });

  it.each<[object, string, string]>([
    [{}, '/uat', '^https://<Api\\w+>\\.execute-api\\.us-east-1\\.<AWS::URLSuffix>/<ApiDeploymentStage\\w+>$'],
    [{ domain }, '', '^https://gateway\\.example\\.com$'],
    [{ domain: { ...domain, basePath: 'partners' } }, '/partners', '^https://gateway\\.example\\.com/partners$'],
  ])(
    'is the address that the stack prints, and links begin with what is before `/v1` there: %j',
    (endpoint, mount, url) => {
      expect(readable(apiOf(endpoint).Outputs['ApiUrl']?.Value)).toMatch(new RegExp(url));
      expect(mountOfApi(at(endpoint))).toBe(mount);
    },
  );

  it('has a record in the zone that is stated; else outputs say what to make one of', () => {
    expect(writtenOut(only(withAll, 'AWS::Route53::RecordSet'))).toEqual({
      HostedZoneId: 'Z0123456789ABC',
      Name: 'gateway.example.com',
      Type: 'A',
      AliasTarget: {
        DNSName: expect.stringMatching(/^<Domain\w+\.RegionalDomainName>$/),
        HostedZoneId: expect.stringMatching(/^<Domain\w+\.RegionalHostedZoneId>$/),
      },
    });
    expect(Object.keys(withAll.Outputs)).not.toContain('DomainTarget');
    expect(Object.keys(withDomain.Outputs)).toEqual(expect.arrayContaining(['DomainTarget', 'DomainTargetZone']));
  });

  it('asks clients for certificates where a truststore is stated', () => {
    expect(only(withDomain, 'AWS::ApiGateway::DomainName')).not.toHaveProperty('MutualTlsAuthentication');
    expect(only(withAll, 'AWS::ApiGateway::DomainName')).toMatchObject({
      RegionalCertificateArn: certificateArn,
      EndpointConfiguration: { Types: ['REGIONAL'] },
      MutualTlsAuthentication: { TruststoreUri: truststore, TruststoreVersion: '3' },
      OwnershipVerificationCertificateArn: ownershipCertificateArn,
    });
  });

  it('and a web ACL make another deployment of the API where its settings change', () => {
    const deploymentOf = (template: Template) =>
      Object.keys(template.Resources).find((id) => template.Resources[id]!.Type === 'AWS::ApiGateway::Deployment');
    expect(deploymentOf(withDomain)).not.toBe(deploymentOf(usual));
    expect(deploymentOf(withAll)).not.toBe(deploymentOf(withDomain));
  });
});

describe('a web ACL', () => {
  it('stands before the stage', () => {
    expect(writtenOut(only(apiOf({ webAclArn }), 'AWS::WAFv2::WebACLAssociation'))).toEqual({
      WebACLArn: webAclArn,
      ResourceArn: expect.stringMatching(
        /^arn:<AWS::Partition>:apigateway:us-east-1::\/restapis\/<Api\w+>\/stages\/<ApiDeploymentStage\w+>$/,
      ),
    });
  });
});

describe('what API Gateway would refuse', () => {
  it.each<[string, object, string]>([
    [
      'a name with capitals',
      { domain: { ...domain, name: 'Gateway.example.com' } },
      'endpoint.domain.name: must be a domain name in lower case',
    ],
    ['a name without a dot', { domain: { ...domain, name: 'gateway' } }, 'endpoint.domain.name: must be a domain name'],
    [
      'a URL for a name',
      { domain: { ...domain, name: 'https://gateway.example.com' } },
      'endpoint.domain.name: must be',
    ],
    ['no certificate', { domain: { name: 'gateway.example.com' } }, 'endpoint.domain.certificateArn: Invalid input'],
    [
      'a certificate of IAM',
      { domain: { ...domain, certificateArn: 'arn:aws:iam::111122223333:server-certificate/x' } },
      'endpoint.domain.certificateArn: must be the ARN',
    ],
    [
      'a certificate elsewhere',
      { domain: { ...domain, certificateArn: certificateArn.replace('us-east-1', 'us-west-2') } },
      'endpoint.domain.certificateArn: is in us-west-2; the API needs one in us-east-1',
    ],
    [
      'a certificate of ownership elsewhere',
      {
        domain: {
          ...domain,
          mutualTls: { truststore, ownershipCertificateArn: ownershipCertificateArn.replace('us-east-1', 'eu-west-1') },
        },
      },
      'endpoint.domain.mutualTls.ownershipCertificateArn: is in eu-west-1',
    ],
    [
      'a base path of two parts',
      { domain: { ...domain, basePath: 'a/b' } },
      'endpoint.domain.basePath: must be one part of a path',
    ],
    [
      'a zone’s name for its id',
      { domain: { ...domain, hostedZoneId: 'example.com' } },
      'endpoint.domain.hostedZoneId: must be the id',
    ],
    [
      'a truststore that is no file in S3',
      { domain: { ...domain, mutualTls: { truststore: 'https://example.com/ca.pem' } } },
      'endpoint.domain.mutualTls.truststore: must be `s3://',
    ],
    [
      'a way around certificates',
      { domain: { ...domain, mutualTls: { truststore }, defaultEndpoint: 'on' } },
      'endpoint.domain.defaultEndpoint: must be `off` with `mutualTls`',
    ],
    [
      'an ACL of CloudFront’s',
      { webAclArn: webAclArn.replace('regional', 'global') },
      'endpoint.webAclArn: must be the ARN of a regional web ACL',
    ],
    [
      'an ACL elsewhere',
      { webAclArn: webAclArn.replace('us-east-1', 'us-west-2') },
      'endpoint.webAclArn: is in us-west-2; the API needs one in us-east-1',
    ],
    ['a setting that is not known', { tls: '1.0' }, 'endpoint: Unrecognized key: "tls"'],
  ])('is refused with its place: %s', (_, endpoint, mistake) => {
    expect(() => at(endpoint)).toThrow(mistake);
  });
});
