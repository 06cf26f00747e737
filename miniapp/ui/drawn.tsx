import { Picture } from './picture.tsx'

/** Strokes drawn with a finger, as the path of an SVG: one way to show them on WeChat and in the browser. */
export function Drawn({
  strokes,
  size,
  words,
}: {
  strokes: string
  size: { width: number; height: number }
  words: string
}) {
  return <Picture className="drawn" src={pictureOf(strokes, size)} words={words} whole />
}

function pictureOf(strokes: string, { width, height }: { width: number; height: number }): string {
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${width} ${height}' width='${width}' height='${height}'>` +
    `<path d='${strokes}' fill='none' stroke='black' stroke-width='3' stroke-linecap='round' stroke-linejoin='round'/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
