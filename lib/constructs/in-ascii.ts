/** A text as a template can hold it: importing resources into a stack (`cdk import`) fails where one has other characters. */
export const inAscii = (text: string): string => text.replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"');
