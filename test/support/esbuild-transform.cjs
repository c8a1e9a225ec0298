const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { transformSync, version } = require('esbuild');

/** Jest transformer: TypeScript and ES modules to CommonJS with the bundler the Lambda functions are built with. */
module.exports = {
  process(source, path) {
    const { code } = transformSync(source, {
      loader: path.endsWith('ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'node24',
      sourcemap: 'inline',
      sourcefile: path,
      define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    });
    return { code };
  },
  getCacheKey: (source, path) =>
    createHash('sha256').update(version).update(readFileSync(__filename)).update(path).update(source).digest('hex'),
};
