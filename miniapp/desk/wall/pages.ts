/** What a wall shows at once, page after page. */
export function pagesOf<Item>(items: readonly Item[], atOnce: number): Item[][] {
  const pages: Item[][] = []
  for (let from = 0; from < items.length; from += atOnce) pages.push(items.slice(from, from + atOnce))
  return pages
}

/** The page after so many turns: the first comes after the last. */
export function pageAt<Item>(pages: readonly Item[][], turns: number): { items: Item[]; page: number; pages: number } {
  if (pages.length === 0) return { items: [], page: 0, pages: 0 }
  const page = Math.max(0, turns) % pages.length
  return { items: pages[page] ?? [], page, pages: pages.length }
}
