import { isValidElement, type ReactNode } from 'react'

/**
 * The words that can be read in a node, without rendering it: its text, and the `text` of our own parts (Pill, Btn). What
 * is only drawn (icons, faces) has none.
 */
export function wordsIn(node: ReactNode): string[] {
  if (typeof node === 'string' || typeof node === 'number') return [String(node)]
  if (Array.isArray(node)) return ([] as string[]).concat(...node.map((part: ReactNode) => wordsIn(part)))
  if (!isValidElement<{ text?: unknown; children?: ReactNode }>(node)) return []
  const { text, children } = node.props
  return typeof text === 'string' ? [text] : wordsIn(children)
}
