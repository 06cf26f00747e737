/** What somebody is to a resident. */
export const relations = ['self', 'daughter', 'son', 'spouse', 'parent', 'relative', 'neighbour', 'volunteer'] as const
export type Relation = (typeof relations)[number]
