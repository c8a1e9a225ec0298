import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

const require = createRequire(import.meta.url);

/** Of these packages nothing is done here: commands of the SDK are looked at for their input alone, and nobody signs any. */
const unused = /^(@aws-sdk\/client-|@smithy\/signature-v4$)/;

const inputsAlone: Plugin = {
  name: 'inputs-alone',
  setup: (building) => {
    building.onResolve({ filter: unused }, ({ path }) => ({ path, namespace: 'unused', sideEffects: false }));
    building.onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => {
      const classes = Object.keys(require(path) as object).map(
        (name) => `export class ${name} { constructor(input) { this.input = input; } }`,
      );
      return { contents: classes.join('\n') };
    });
  },
};

/** Builds what `release-code.ts` has into one file that stands alone. @returns of what it was built */
export const buildCode = async (file: string): Promise<Metafile> => {
  const { metafile } = await build({
    entryPoints: [join(import.meta.dirname, 'release-code.ts')],
    outfile: file,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    charset: 'ascii',
    legalComments: 'none',
    metafile: true,
    plugins: [inputsAlone],
  });
  return metafile;
};
