/** What the look promises about sizes, in CSS pixels (DESIGN §6). */
export interface Sizes {
  smallestText: number
  smallestTarget: number
}
export const standardSizes: Sizes = { smallestText: 14, smallestTarget: 48 }
export const elderSizes: Sizes = { smallestText: 20, smallestTarget: 60 }

/**
 * Runs inside the page: everything that sticks out, is cut off, is too small to read or too small to hit, in words.
 * Nothing outside this function may be used in it.
 */
export function layoutFaults({ smallestText, smallestTarget }: Sizes): string[] {
  const faults: string[] = []
  const seen = (element: Element) => {
    const { width, height } = element.getBoundingClientRect()
    const { visibility, opacity } = getComputedStyle(element)
    return width > 0 && height > 0 && visibility !== 'hidden' && opacity !== '0'
  }
  const words = (element: Element) =>
    `<${element.tagName.toLowerCase()} class="${element.className}"> “${(element.textContent ?? '').trim().slice(0, 24)}”`
  /** Inside something that can be swiped sideways, being beyond the edge is meant. */
  const inSwiped = (element: Element) => {
    for (let around = element.parentElement; around; around = around.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(around).overflowX) && around.scrollWidth > around.clientWidth) return true
    }
    return false
  }
  const ownText = (element: Element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '')

  /** What hides a part of the words, if anything does. */
  const cutter = (element: Element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    const text = range.getBoundingClientRect()
    for (let around: Element | null = element; around && around !== document.body; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around)
      const box = around.getBoundingClientRect()
      const hidesX = /hidden|clip/.test(overflowX) && (text.right > box.right + 1 || text.left < box.left - 1)
      const hidesY = /hidden|clip/.test(overflowY) && (text.bottom > box.bottom + 1 || text.top < box.top - 1)
      if (hidesX || hidesY) return around
      if (/auto|scroll/.test(`${overflowX} ${overflowY}`)) return undefined
    }
    return undefined
  }

  const page = document.scrollingElement
  if (page && page.scrollWidth > innerWidth)
    faults.push(`the page is ${page.scrollWidth} wide, the screen ${innerWidth}`)

  for (const element of document.querySelectorAll('body *')) {
    if (!seen(element)) continue
    const box = element.getBoundingClientRect()
    const style = getComputedStyle(element)
    if (ownText(element)) {
      if (parseFloat(style.fontSize) < smallestText) faults.push(`text of ${style.fontSize}: ${words(element)}`)
      if (!inSwiped(element) && (box.right > innerWidth + 1 || box.left < -1)) {
        faults.push(`beyond the edge (${Math.round(box.left)} to ${Math.round(box.right)}): ${words(element)}`)
      }
      const { length } = (element.textContent ?? '').trim()
      const [fontSize, lines] = [parseFloat(style.fontSize), box.height / parseFloat(style.fontSize)]
      if (length > 3 && lines > 3 && box.width < 2 * fontSize) {
        faults.push(`one character to a line: ${words(element)}`)
      }
      const cut = cutter(element)
      if (cut) faults.push(`cut off: ${words(element)} in ${words(cut)}`)
    }
    if (
      element.matches('button, a[href], input, textarea, [role=button], [role=link]') &&
      !element.closest('[aria-hidden=true]')
    ) {
      const target = element.matches('input, textarea') ? (element.closest('.input') ?? element) : element
      const { left, right, width, height } = target.getBoundingClientRect()
      // What is laid over the page does not stand in the card that opened it.
      const around = target.closest('.card, .sheet')
      const card = around?.matches('.card') ? around.getBoundingClientRect() : undefined
      const [start, end] = [Math.max(0, card?.left ?? 0), Math.min(innerWidth, card?.right ?? innerWidth)]
      if (!inSwiped(target) && (left < start - 1 || right > end + 1)) {
        faults.push(`beyond its edge (${Math.round(left)} to ${Math.round(right)}): ${words(element)}`)
      }
      if (width < smallestTarget - 0.5 || height < smallestTarget - 0.5) {
        faults.push(`to press, ${Math.round(width)} × ${Math.round(height)}: ${words(element)}`)
      }
    }
  }
  return [...new Set(faults)]
}
