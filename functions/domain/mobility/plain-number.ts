/** A telephone number as routes take it; undefined for what is none. */
export const plainNumber = (text: string | undefined): string | undefined =>
  /^(?:\+?1)?([2-9]\d{9})$/.exec(text?.replaceAll(/[\s().-]/g, '') ?? '')?.[1];
