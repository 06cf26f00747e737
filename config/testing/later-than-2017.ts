const of = (owner: string, names: string) => names.split(' ').map((name) => `${owner}.${name}`)

/**
 * What the language got after 2017, by the names it is called with. A phone whose system is from then has none of it: the
 * compiler turns new syntax into old but brings no missing functions along, and what WeChat adds differs from version to
 * version.
 */
export const laterThan2017: readonly string[] = [
  ...of('Array.prototype', 'at findLast findLastIndex flat flatMap toReversed toSorted toSpliced with'),
  ...of('String.prototype', 'at matchAll replaceAll trimStart trimEnd isWellFormed toWellFormed'),
  ...of('Object', 'fromEntries groupBy hasOwn'),
  ...of('Promise', 'allSettled any try withResolvers'),
  ...of('Promise.prototype', 'finally'),
  ...of('Set.prototype', 'union intersection difference symmetricDifference isSubsetOf'),
  ...['Array.fromAsync', 'Map.groupBy', 'Symbol.prototype.description', 'Iterator'],
  ...['BigInt', 'WeakRef', 'FinalizationRegistry', 'AggregateError', 'Intl', 'structuredClone'],
]
