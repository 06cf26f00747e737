import type { Relation } from './relations.ts'

/** What somebody is to a person, as a neighbour would say it. */
export const relationWords: Readonly<Record<Relation, string>> = {
  self: '本人',
  daughter: '女儿',
  son: '儿子',
  spouse: '老伴',
  parent: '父母',
  relative: '亲戚',
  neighbour: '邻居',
  volunteer: '志愿者',
}
