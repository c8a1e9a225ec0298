import { Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { anApp } from './app';
import { aTenant } from './synthesized';

const reportSchema = z.object({
  pluginReports: z.array(
    z.looseObject({ pluginName: z.string(), violations: z.array(z.looseObject({ ruleName: z.string() })).default([]) }),
  ),
});

describe('cdk-nag', () => {
  it('finds nothing in the gateway that is not acknowledged', () => {
    const app = anApp();
    app.synth();
    const report = reportSchema.parse(JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')));
    expect(report.pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName))).toEqual([]);
  });

  it('finds nothing in a production tenant with everything a tenant can have, either', () => {
    const arn = (service: string, resource: string) => `arn:aws:${service}:us-west-2:111122223333:${resource}`;
    const mutualTls = { truststore: 's3://example-truststore/clients.pem' };
    const domain = {
      name: 'gateway.example.com',
      certificateArn: arn('acm', 'certificate/0f1e2d3c-4b5a'),
      hostedZoneId: 'Z0123456789ABC',
      mutualTls,
    };
    const endpoint = { domain, webAclArn: arn('wafv2', 'regional/webacl/partners/0f1e2d3c-4b5a') };
    const alarms = { urls: ['https://alerts.example.com/sns'], topics: [arn('sns', 'pager')] };
    const pushes = { secretHeader: 'X-Push-Secret' };
    const tokenIssuer = {
      issuer: 'https://login.partner.example',
      jwksUri: 'https://login.partner.example/keys',
      audience: 'gateway',
    };
    const settings = { tokenIssuer, pushes, lateAnswers: {}, endpoint, alarms };
    expect(() =>
      anApp({ tenant: aTenant({ environment: 'production', region: 'us-west-2', ...settings }) }).synth(),
    ).not.toThrow();
  });

  it('really runs, with both packs: what is planted is found', () => {
    const app = anApp();
    const stack = new Stack(app, 'Planted');
    new Bucket(stack, 'OpenBucket');
    new Function(stack, 'Forgotten', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline('//'),
    });
    expect(() => app.synth()).toThrow('AwsSolutions-S1');
    const report = reportSchema.parse(JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')));
    const rules = report.pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName));
    expect(rules).toEqual(expect.arrayContaining(['AwsSolutions-S1', 'AwsSolutions-S10', 'Serverless-LambdaDLQ']));
  });

  it('has a reason for every exception', () => {
    const reasons = anApp()
      .node.findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(z.record(z.string(), z.string()).parse(data)));
    expect(reasons.length).toBeGreaterThan(5);
    for (const [, reason] of reasons) expect(reason.split(' ').length).toBeGreaterThan(5);
  });
});
