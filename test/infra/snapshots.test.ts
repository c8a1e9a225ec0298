import { operationById } from '#operations/registry';
import { synthesize, type Template } from './synthesized';

/** Hashes of assets and deployments change with every line of code; the rest changes only when someone means it. */
const masked = (template: Template): unknown =>
  JSON.parse(
    JSON.stringify(template)
      .replace(/[0-9a-f]{64}\.zip/g, '<asset>.zip')
      .replace(/(Deployment[0-9A-F]{8})[0-9a-f]{32}/g, '$1<hash>'),
  );

describe('templates', () => {
  // One operation stands for all: the others differ only in what the loops over the registry check.
  const { data, api, tracking, monitoring } = synthesize({
    operations: [operationById('alliance-look-up-end-customer')],
  });

  it.each(Object.entries({ data, api, tracking, monitoring }))(
    'of the %s stack change only on purpose',
    (_, template) => {
      expect(masked(template)).toMatchSnapshot();
    },
  );
});
