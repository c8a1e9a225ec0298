import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentPath, portRejectionsDocument } from './port-rejections-document';

/** Writes docs/port-rejections.md; a unit test compares it. */
writeFileSync(join(import.meta.dirname, '../..', documentPath), portRejectionsDocument());
