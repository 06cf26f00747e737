/** How Taro's base.wxml renders one kind of node: which tag, which short property is which attribute, which events. */
export interface TemplateAlias {
  tag: string
  /** Short property name of the node data (`p3`, `cl`) to the real attribute name (`hover-class`). */
  attributes: Record<string, string>
  events: string[]
}

/** Reads the aliases out of the compiled base.wxml, so that a test speaks of `button` and `aria-label`, not of `tmpl_0_7`. */
export function readTemplateAliases(baseWxml: string): Map<string, TemplateAlias> {
  const aliases = new Map<string, TemplateAlias>()
  for (const [, name = '', tag = '', text = ''] of baseWxml.matchAll(
    /<template name="tmpl_0_(\w+)">\s*<([\w-]+)([^>]*)>/g,
  )) {
    const attributes: Record<string, string> = {}
    for (const [, attribute = '', property = ''] of text.matchAll(/([\w:-]+)="\{\{(?:xs\.b\()?i\.(\w+)/g)) {
      attributes[property] = attribute
    }
    const events = [...text.matchAll(/(?:bind|catch):?(\w+)="eh"/g)].map(([, event = '']) => event)
    if (!aliases.has(name)) aliases.set(name, { tag, attributes, events })
  }
  for (const [name, alias] of aliases) {
    // Inputs are rendered through one more template, chosen by focus.
    const focused = aliases.get(`${name}_focus`)
    if (alias.tag === 'template' && focused) aliases.set(name, focused)
  }
  return aliases
}
