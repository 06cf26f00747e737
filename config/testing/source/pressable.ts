/** One opening tag of JSX with its attributes as written. */
export interface JsxTag {
  name: string
  attributes: string
  line: number
}

/** The end of the tag that begins before `from`: the first `>` outside of braces and quotes. */
function endOfTag(text: string, from: number): number {
  let depth = 0
  let quote = ''
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at] ?? ''
    if (quote) {
      if (letter === quote) quote = ''
    } else if (/["'`]/.test(letter)) quote = letter
    else if (letter === '{') depth += 1
    else if (letter === '}') depth -= 1
    else if (letter === '>' && depth === 0 && text[at - 1] !== '=') return at
  }
  return text.length
}

/** Every opening tag of a component or element. Types such as `Map<string, X>` have no space before `<` and are left out. */
export function jsxTags(text: string): JsxTag[] {
  const tags: JsxTag[] = []
  for (const match of text.matchAll(/(?<=[\s({>?:&|])<([A-Za-z][\w.]*)(?=[\s/>])/g)) {
    const from = match.index + match[0].length
    const attributes = text.slice(from, endOfTag(text, from))
    tags.push({ name: match[1] ?? '', attributes, line: text.slice(0, match.index).split('\n').length })
  }
  return tags
}

const platformNodes = new Set(['View', 'Text', 'Image', 'ScrollView', 'Button', 'div', 'span', 'img', 'li'])

/** Why a person who hears the page cannot press this node, or nothing. Native `button` and `a` have a role already. */
export function mutePress({ name, attributes }: JsxTag): string | undefined {
  if (!platformNodes.has(name) || !/\bonClick=/.test(attributes)) return undefined
  if (/\{\.\.\.\w+/.test(attributes)) return undefined
  if (/\b(?:ariaHidden|aria-hidden)\b/.test(attributes)) return undefined
  if (!/\b(?:ariaRole|role)=/.test(attributes)) return 'has no role'
  if (!/\b(?:ariaLabel|aria-label)=/.test(attributes)) return 'has no label'
  return undefined
}
