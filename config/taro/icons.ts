import fs from 'node:fs'
import path from 'node:path'

/** The Lucide icons in use (ISC licence): the only list of them. */
export const iconNames = [
  'a-large-small',
  'accessibility',
  'ambulance',
  'armchair',
  'arrow-left-right',
  'arrow-up-down',
  'badge-check',
  'bell',
  'bell-ring',
  'brush',
  'calendar-check',
  'calendar-days',
  'calendar-off',
  'camera',
  'car',
  'check',
  'chevron-down',
  'chevron-left',
  'chevron-right',
  'circle-check',
  'coffee',
  'cooking-pot',
  'door-open',
  'droplets',
  'ellipsis',
  'eye',
  'file-badge',
  'flame',
  'frown',
  'gift',
  'glasses',
  'hand',
  'hand-heart',
  'hand-helping',
  'heart-pulse',
  'history',
  'hourglass',
  'house',
  'house-heart',
  'id-card',
  'image',
  'inbox',
  'info',
  'key-round',
  'leaf',
  'mail',
  'map-pin',
  'megaphone',
  'meh',
  'message-circle',
  'mic',
  'monitor',
  'music',
  'pencil-line',
  'phone',
  'phone-call',
  'play',
  'plus',
  'printer',
  'refresh-cw',
  'scan-line',
  'scissors',
  'search',
  'settings',
  'shield-check',
  'smile',
  'soup',
  'square',
  'stamp',
  'star',
  'stethoscope',
  'store',
  'syringe',
  'thumbs-up',
  'ticket',
  'toilet',
  'trash-2',
  'trending-up',
  'triangle-alert',
  'trophy',
  'umbrella',
  'user-plus',
  'user-round',
  'volume-2',
  'volume-x',
  'wifi-off',
  'wrench',
  'x',
] as const

export type IconName = (typeof iconNames)[number]

/** WeChat knows no `<svg>`: each icon is a mask in CSS, filled with the colour of the text around it. */
export function iconsCss(root: string): string {
  const rules = iconNames.map((name) => {
    const file = path.join(root, 'node_modules/lucide-static/icons', `${name}.svg`)
    const inside = fs
      .readFileSync(file, 'utf8')
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/^[\s\S]*?<svg[\s\S]*?>/, '')
      .replace('</svg>', '')
      .replace(/\s*\n\s*/g, '')
      .replace(/ \/>/g, '/>')
    const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round'>${inside.replaceAll('"', "'")}</svg>`
    const url = `url("data:image/svg+xml,${svg.replace(/[<>#%{}]/g, encodeURIComponent)}")`
    return `.icon--${name} { --mask: ${url}; }`
  })
  return `/* Made from lucide-static by config/taro/icons.ts; a test keeps it in step. */\n${rules.join('\n')}\n`
}

if (import.meta.main) fs.writeFileSync('miniapp/ui/icons.css', iconsCss(process.cwd()))
