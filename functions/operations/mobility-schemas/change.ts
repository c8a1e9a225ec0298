/** For updates that name only what changes. */
export const changesSomething = (body: object): boolean => Object.keys(body).length > 0;

export const nothingToChange = 'must name at least one member to change';
