const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** Before a run of Jest: where `infra/shared-templates` keeps what every worker may use. */
module.exports = () => {
  const directory = mkdtempSync(join(tmpdir(), 'templates-'));
  process.env.TEMPLATES_OF_RUN = directory;
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
};
