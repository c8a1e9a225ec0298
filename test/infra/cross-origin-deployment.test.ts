import * as z from 'zod';
import { aTenant, resourcesOf, synthesize, writtenOut, type Template } from './synthesized';

const page = 'https://backoffice.example.com';
const greatest = {
  origins: [1, 2, 3, 4, 5].map((at) => `https://${'x'.repeat(62)}.${at}.example`),
  answersOfApiGateway: 'any-origin' as const,
};

describe('a deployment that pages may call', () => {
  const withPages = synthesize({ tenant: aTenant({ crossOrigin: { origins: [page] } }) });
  const without = synthesize();
  const variablesOf = (template: Template): Record<string, unknown>[] =>
    resourcesOf(template, 'AWS::Lambda::Function').map(
      ({ Properties }) =>
        z.object({ Variables: z.record(z.string(), z.unknown()) }).parse(Properties['Environment']).Variables,
    );

  it('tells every function of the API that answers callers, and none besides', () => {
    const told = (template: Template) =>
      variablesOf(template).filter(({ CROSS_ORIGINS }) => CROSS_ORIGINS === page).length;
    // The authorizer answers API Gateway, and what keeps sightings answers reads.
    expect(told(withPages.api)).toBe(variablesOf(withPages.api).length - 2);
    for (const kind of ['data', 'tracking', 'monitoring'] as const) expect(told(withPages[kind])).toBe(0);
    for (const template of Object.values(without)) expect(JSON.stringify(template)).not.toContain('CROSS_ORIGINS');
  });

  it('differs in that, and in the document, alone', () => {
    const others = ({ Resources, ...rest }: Template) => ({
      ...rest,
      Resources: Object.fromEntries(
        Object.entries(Resources).flatMap(([id, resource]): [string, unknown][] => {
          if (resource.Type === 'AWS::ApiGateway::Deployment') return [];
          if (resource.Type === 'AWS::ApiGateway::RestApi') return [[id, { ...resource.Properties, Body: {} }]];
          return [[id, JSON.stringify(writtenOut(resource)).replace(/,"CROSS_ORIGINS":"[^"]*"/, '')]];
        }),
      ),
    });
    const bare = (template: Template) =>
      JSON.stringify(others(template)).replace(/<ApiDeployment\w+>|ApiDeployment[0-9A-F]{8}\w*/g, '<deployment>');
    expect(bare(withPages.api)).toBe(bare(without.api));
    for (const kind of ['data', 'tracking', 'monitoring'] as const) expect(withPages[kind]).toEqual(without[kind]);
  });

  it('makes another deployment of its API, and a template below the 1 MB of CloudFormation', () => {
    const deploymentOf = (template: Template) =>
      Object.keys(template.Resources).filter((id) => template.Resources[id]!.Type === 'AWS::ApiGateway::Deployment');
    expect(deploymentOf(withPages.api)).not.toEqual(deploymentOf(without.api));
    // With the most functions there can be.
    const most = synthesize({ tenant: aTenant({ crossOrigin: greatest, lateAnswers: {} }) });
    for (const template of [withPages.api, most.api]) expect(JSON.stringify(template).length).toBeLessThan(1_000_000);
  });
});
