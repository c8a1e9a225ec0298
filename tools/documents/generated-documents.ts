import { costDocument } from '../cost/cost-document';
import { dataModelDocument } from '../data-model/data-model-document';
import { anyDeployment, openApiDocument } from '../openapi/document';
import { eventJsonSchema } from '../openapi/event-schema';
import { portRejectionsDocument } from '../port-rejections/port-rejections-document';
import { tincanReference } from '../simulator/dialects/tincan/tincan-reference';
import { unknownOutcomesDocument } from '../unknown-outcomes/unknown-outcomes-document';
import { impactsDocument } from './impacts-document';
import { simulatorDocument } from '../simulator/simulator-document';

const json = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

/** Every file of the repository that is made from the code, with how it is made. `npm run documents` writes them. */
export const generatedDocuments: Readonly<Record<`docs/${string}`, () => string>> = {
  'docs/openapi.json': () => json(openApiDocument(anyDeployment)),
  'docs/event.schema.json': () => json(eventJsonSchema()),
  'docs/simulator.md': simulatorDocument,
  'docs/tincan.md': tincanReference,
  'docs/port-rejections.md': portRejectionsDocument,
  'docs/data-model.md': dataModelDocument,
  'docs/cost.md': costDocument,
  'docs/impacts.md': impactsDocument,
  'docs/unknown-outcomes.md': unknownOutcomesDocument,
};
