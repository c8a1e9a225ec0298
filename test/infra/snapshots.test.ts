import { apiBodyOf, resourcesOf, synthesize, writtenOut, type Template } from './synthesized';
import { condensed } from './condensed';

/** Hashes of assets and deployments change with every line of code; the rest changes only when someone means it. */
const masked = (template: unknown): unknown =>
  JSON.parse(
    JSON.stringify(template)
      .replace(/[0-9a-f]{64}\.zip/g, '<asset>.zip')
      .replace(/(Deployment[0-9A-F]{8})[0-9a-f]{32}/g, '$1<hash>'),
  );

/** A template without the document of its API, which has a snapshot of its own. */
const readableTemplate = (template: Template): unknown => {
  for (const { Properties } of resourcesOf(template, 'AWS::ApiGateway::RestApi'))
    Properties['Body'] = '(the document below)';
  const resources = Object.entries(template.Resources).map(([id, resource]) => [id, writtenOut(resource)] as const);
  return masked({
    ...template,
    Resources: condensed(Object.fromEntries(resources), (id) => template.Resources[id]!.Type),
  });
};

describe('what is deployed', () => {
  const templates = synthesize();
  const { paths, ...body } = apiBodyOf(templates.api);

  it('has an API whose document changes only on purpose', () => {
    const methods = Object.fromEntries(
      Object.entries(paths).flatMap(([path, here]) =>
        Object.entries(here).map(([method, operation]) => [`${method} ${path}`, operation] as const),
      ),
    );
    const kindOf = (name: string): string =>
      `${methods[name]?.integration.type} ${methods[name]?.security ? 'behind the authorizer' : 'open'}`;
    expect({ ...body, methods: condensed(methods, kindOf) }).toMatchSnapshot();
  });

  it.each(Object.entries(templates))('has a template of the %s stack that changes only on purpose', (_, template) => {
    expect(readableTemplate(template)).toMatchSnapshot();
  });
});
