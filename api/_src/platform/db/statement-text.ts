/** The statement with its quoted values emptied and its comments and backticks removed, for looking at its words. */
export function withoutLiterals(statement: string): string {
  return statement
    .replace(/'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|\/\*[\s\S]*?\*\/|(?:--\s|#)[^\n]*|`/g, (piece) =>
      piece.startsWith("'") || piece.startsWith('"') ? "''" : piece === '`' ? '' : ' ',
    )
    .replace(/\s+/g, ' ')
    .trim()
}

/** What stands outside every pair of parentheses. */
export function outsideParentheses(text: string): string {
  let depth = 0
  let kept = ''
  for (const character of text) {
    if (character === '(') depth += 1
    if (depth === 0) kept += character
    if (character === ')') depth -= 1
  }
  return kept
}
